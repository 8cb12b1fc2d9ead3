'use client';

import { Wrench } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toolTitle } from '@/components/tools/tool-words';
import { useTools } from '@/hooks/use-tools';
import { CommandGroup, CommandItem } from './command-item';
import type { CommandGroupProps } from './registry';

const FROM = 2;
const MAX_SHOWN = 6;

/** Tools that are on and fit the words; choosing one opens it, ready to be run. */
export function ToolCommands({ query, run }: CommandGroupProps) {
  const t = useTranslations('nav.palette');
  const router = useRouter();
  const words = query.trim();
  const tools = useTools(words, words.length >= FROM);
  if (words.length < FROM || !tools.data || tools.data.length === 0) return null;
  return (
    <CommandGroup heading={t('tools')}>
      {tools.data.slice(0, MAX_SHOWN).map(({ name, title, provider_tool, profile_id, profile_name }) => (
        <CommandItem
          key={`${profile_id} ${provider_tool}`}
          label={toolTitle({ title, name: provider_tool })}
          hint={profile_name}
          keywords={[words, name]}
          icon={Wrench}
          onSelect={() =>
            run(() => router.push(`/profiles/${profile_id}?tool=${encodeURIComponent(provider_tool)}&panel=try`))
          }
        />
      ))}
    </CommandGroup>
  );
}
