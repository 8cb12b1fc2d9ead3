import { cn } from '@/lib/cn';
import { CopyButton } from './copy-button';

// Focusable, so that the arrow keys can scroll it.
const SCROLLABLE = { tabIndex: 0 };

type Props = { code: string; title?: string; className?: string };

/** Text for a terminal or a file: scrolls sideways, never wraps, copies whole. */
export function CodeBlock({ code, title, className }: Props) {
  return (
    <figure className={cn('group relative min-w-0 overflow-hidden rounded-lg border bg-sunken/60', className)}>
      {title && <figcaption className="border-b px-3.5 py-2 font-medium text-muted text-xs">{title}</figcaption>}
      <pre className="overflow-auto px-3.5 py-3 font-mono text-xs leading-5" {...SCROLLABLE}>
        <code>{code}</code>
      </pre>
      <CopyButton text={code} className="absolute top-1 right-1 bg-surface/70 backdrop-blur-sm" />
    </figure>
  );
}
