import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

const styles = cva('inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs', {
  variants: {
    tone: {
      neutral: 'bg-sunken text-muted',
      outline: 'border bg-surface text-muted',
      accent: 'bg-accent-soft text-accent-ink',
      ok: 'bg-ok-soft text-ok-ink',
      warn: 'bg-warn-soft text-warn-ink',
      bad: 'bg-bad-soft text-bad-ink',
      info: 'bg-info-soft text-info-ink',
    },
  },
  defaultVariants: { tone: 'neutral' },
});

export function Badge({ className, tone, ...props }: ComponentProps<'span'> & VariantProps<typeof styles>) {
  return <span className={cn(styles({ tone }), className)} {...props} />;
}
