'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useEffect, useState } from 'react';
import { toast } from '@/hooks/toast';
import { Button } from './button';

type Props = Omit<ComponentProps<typeof Button>, 'onClick' | 'children'> & { text: string; label?: string };

/** Copies, and says so. Without a label it is an icon with a name. */
export function CopyButton({ text, label, ...props }: Props) {
  const t = useTranslations('ui');
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () =>
    // Absent on plain http, where the text can still be selected by hand.
    (navigator.clipboard ?? { writeText: () => Promise.reject(new Error('insecure')) })
      .writeText(text)
      .then(() => setCopied(true))
      .catch(() => toast.error(t('copyFailed')));
  const Icon = isCopied ? Check : Copy;
  return (
    <Button
      variant="ghost"
      size={label ? 'md' : 'icon-sm'}
      aria-label={label ? undefined : t(isCopied ? 'copied' : 'copy')}
      onClick={copy}
      {...props}
    >
      <Icon className={isCopied ? 'text-ok-ink' : undefined} aria-hidden />
      {label && (isCopied ? t('copied') : label)}
      <span role="status" className="sr-only">
        {isCopied && t('copied')}
      </span>
    </Button>
  );
}
