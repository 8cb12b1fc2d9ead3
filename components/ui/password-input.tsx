'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { cn } from '@/lib/cn';
import { Input } from './input';

/** A password that can be looked at before it is sent. */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('ui');
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input type={isShown ? 'text' : 'password'} className={cn('pr-10', className)} spellCheck={false} {...props} />
      <button
        type="button"
        className="absolute inset-y-1 right-1 grid w-8 place-items-center rounded-sm text-faint hover:text-ink"
        aria-label={isShown ? t('hidePassword') : t('showPassword')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
      </button>
    </div>
  );
}
