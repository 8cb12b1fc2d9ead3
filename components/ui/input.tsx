import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input
      type={type}
      className={cn('control h-9 w-full min-w-0 px-3 text-sm placeholder:text-faint', className)}
      {...props}
    />
  );
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn('control min-h-20 w-full px-3 py-2 text-sm leading-5 placeholder:text-faint', className)}
      {...props}
    />
  );
}
