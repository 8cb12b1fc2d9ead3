'use client';

import { FlaskConical, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { signInWith, signInWithIssuer } from '@/hooks/sign-in';
import type { SignInFailure } from '@/hooks/sign-in-failure';
import type { SetupState } from '@/lib/contracts/session';

type Props = { ways: Pick<SetupState, 'demo' | 'oidc'>; next: string };

/** The issuer's button when there is one; the demo account in demo mode. */
export function OtherWaysIn({ ways: { demo, oidc }, next }: Props) {
  const t = useTranslations('auth');
  const [pending, setPending] = useState<'demo' | 'oidc' | null>(null);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  if (!demo && !oidc) return null;
  const enterDemo = async () => {
    setPending('demo');
    const failed = await signInWith({ provider: 'demo' });
    setFailure(failed);
    if (failed) setPending(null);
    else window.location.assign(next);
  };
  const leaveForIssuer = async () => {
    setPending('oidc');
    setFailure(null);
    if (await signInWithIssuer(next)) return;
    setFailure('failed');
    setPending(null);
  };
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-3 text-faint text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </div>
      {failure && (
        <Notice tone="bad" role="alert">
          {t(`failure.${failure}`)}
        </Notice>
      )}
      {oidc && (
        <Button size="lg" pending={pending === 'oidc'} onClick={leaveForIssuer}>
          <ShieldCheck aria-hidden />
          {t('withIssuer', { name: oidc.name })}
        </Button>
      )}
      {demo && (
        <>
          <Button size="lg" pending={pending === 'demo'} onClick={enterDemo}>
            <FlaskConical aria-hidden />
            {t('demo')}
          </Button>
          <p className="text-pretty text-center text-faint text-xs">{t('demoHelp')}</p>
        </>
      )}
    </div>
  );
}
