import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** The plain parts, for tables that need neither sorting nor selection. Wide ones scroll inside their own frame. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <div className="relative overflow-x-auto">
      <table className={cn('w-full border-collapse text-left text-sm', className)} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('border-b', className)} {...props} />;
}

export function TableHeader({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn('h-9 whitespace-nowrap px-3 font-medium text-muted text-xs first:pl-5 last:pr-5', className)}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'border-b transition-colors last:border-b-0 hover:bg-hover data-selected:bg-accent-soft',
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('h-13 px-3 py-2 align-middle first:pl-5 last:pr-5', className)} {...props} />;
}
