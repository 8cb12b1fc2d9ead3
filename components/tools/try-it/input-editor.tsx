'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { JsonEditor } from './json-editor';
import { isObject } from './json-values';

type Props = {
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  onMistake: (path: string, isMistaken: boolean) => void;
};

/** The whole input by hand, for what is quicker to paste than to fill in. */
export function InputEditor({ value, onChange, onMistake }: Props) {
  const t = useTranslations('tryIt');
  const [text, setText] = useState(JSON.stringify(value, null, 2));
  const take = (next: Json | undefined) => {
    if (next === undefined) onChange({});
    else if (isObject(next)) onChange(next);
    onMistake('', next !== undefined && !isObject(next));
  };
  return (
    <JsonEditor
      aria-label={t('input')}
      rows={Math.min(24, Math.max(8, text.split('\n').length + 1))}
      text={text}
      onTextChange={setText}
      onValue={take}
      onMistake={(isMistaken) => isMistaken && onMistake('', true)}
    />
  );
}
