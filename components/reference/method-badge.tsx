import { Badge } from '@/components/ui/badge';
import { cn } from '@/lib/cn';
import type { Method } from './document';

const TONE = { get: 'info', post: 'ok', put: 'warn', patch: 'warn', delete: 'bad' } as const;

export function MethodBadge({ method, className }: { method: Method; className?: string }) {
  return (
    <Badge tone={TONE[method]} className={cn('justify-center font-mono text-2xs uppercase', className)}>
      {method}
    </Badge>
  );
}
