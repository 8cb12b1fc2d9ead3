'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { Textarea } from '@/components/ui/input';
import { cn } from '@/lib/cn';
import { Json } from '@/lib/contracts/json';

type Props = Omit<ComponentProps<typeof Textarea>, 'value' | 'onChange'> & {
  text: string;
  onTextChange: (text: string) => void;
  /** Told whenever the text is JSON; empty text is no value. */
  onValue: (value: Json | undefined) => void;
  onMistake?: (isMistaken: boolean) => void;
};

/** Tab moves to the next field, as everywhere else; the first syntax error is shown below the editor. */
export function JsonEditor({ text, onTextChange, onValue, onMistake, className, ...props }: Props) {
  const t = useTranslations('tryIt');
  const [mistake, setMistake] = useState<string | null>(null);
  const change = (next: string) => {
    onTextChange(next);
    const parsed = parseJson(next);
    const found = 'mistake' in parsed ? parsed.mistake : null;
    setMistake(found);
    onMistake?.(found !== null);
    if (!('mistake' in parsed)) onValue(parsed.value);
  };
  return (
    <div className="grid gap-1.5">
      <Textarea
        spellCheck={false}
        autoComplete="off"
        {...props}
        aria-invalid={mistake !== null || props['aria-invalid']}
        value={text}
        onChange={(event) => change(event.target.value)}
        className={cn('font-mono text-xs', className)}
      />
      {mistake !== null && (
        <p role="status" className="text-bad-ink text-xs">
          {t('notJson', { mistake })}
        </p>
      )}
    </div>
  );
}

function parseJson(text: string): { value: Json | undefined } | { mistake: string } {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: Json.parse(JSON.parse(text)) };
  } catch (caught) {
    return { mistake: caught instanceof Error ? caught.message : '' };
  }
}
