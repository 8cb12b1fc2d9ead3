'use client';

import { Notice } from '@/components/ui/notice';
import type { Connect } from '@/hooks/use-connect';
import { useErrorWords } from '@/hooks/use-error-words';

/** Why it could not even begin. */
export function ConnectRefused({ connect: { progress } }: { connect: Connect }) {
  const words = useErrorWords();
  if (progress.step !== 'refused') return null;
  const { title, help } = words(progress.error);
  return (
    <Notice tone="bad" role="alert">
      <p className="font-medium">{title}</p>
      <p>{help}</p>
    </Notice>
  );
}
