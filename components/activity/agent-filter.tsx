'use client';

import { Bot, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** Set from a call that an agent made, or from the address. */
export function AgentFilter({ agent, onClear }: { agent: string; onClear: () => void }) {
  const t = useTranslations('activity');
  return (
    <p className="flex w-fit items-center gap-1 rounded-md border bg-accent-soft pl-2.5 text-accent-ink text-xs">
      <Bot className="size-3.5" aria-hidden />
      {t('ofAgent', { agent: shortAgent(agent) })}
      <Button variant="ghost" size="icon-sm" aria-label={t('anyAgent')} onClick={onClear}>
        <X aria-hidden />
      </Button>
    </p>
  );
}

/** An agent's slug is a name; of an id, the start is enough to recognise it by. */
export function shortAgent(agent: string): string {
  return /^[0-9a-f]{8}-/.test(agent) ? agent.slice(0, 8) : agent;
}
