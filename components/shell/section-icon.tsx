import { useLinkStatus } from 'next/link';
import { cn } from '@/lib/cn';
import type { Section } from './sections';

/** Inside a section's link: it beats while the page that was asked for is on a slow way here. */
export function SectionIcon({ icon: Icon, className }: { icon: Section['icon']; className: string }) {
  const { pending } = useLinkStatus();
  return <Icon className={cn(className, pending && 'animate-pulse text-accent')} aria-hidden />;
}
