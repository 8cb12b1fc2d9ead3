import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={cn('rounded-lg border bg-surface shadow-xs', className)} {...props} />;
}

type HeaderProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode; id?: string };

export function CardHeader({ title, description, actions, id }: HeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-5 pt-4 pb-3">
      <div className="grid gap-0.5">
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        {description && <p className="text-pretty text-muted text-sm">{description}</p>}
      </div>
      {actions}
    </header>
  );
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('px-5 pb-5', className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer
      className={cn(
        'flex flex-wrap items-center justify-between gap-3 rounded-b-lg border-t bg-canvas px-5 py-3 text-muted text-sm',
        className,
      )}
      {...props}
    />
  );
}
