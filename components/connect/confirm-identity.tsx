'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { ConnectView } from '@/lib/contracts/connect-view';

const strong = (words: ReactNode) => <strong className="text-ink">{words}</strong>;

/** For links that somebody was sent: whose account it is, into whose account here it goes, and one question. */
export function ConfirmIdentity({ state, view }: { state: string; view: ConnectView }) {
  const t = useTranslations('connect');
  const app = view.appName ?? '';
  const workspace = view.workspaceName ?? '';
  const { forWhom } = view;
  return (
    <form method="post" action="/connect/confirm" className="grid gap-5">
      <input type="hidden" name="state" value={state} />
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-lg">{t('confirmTitle', { app })}</h1>
        <p className="text-pretty text-muted wrap-anywhere">
          {view.label ? t.rich('confirmNamed', { app, label: view.label, b: strong }) : t('confirmUnnamed', { app })}
        </p>
        <p className="text-pretty text-muted wrap-anywhere">
          {forWhom?.kind === 'person' && t.rich('confirmForPerson', { workspace, ...forWhom, b: strong })}
          {forWhom?.kind === 'user' && t.rich('confirmForUser', { workspace, id: forWhom.id, b: strong })}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" name="answer" value="yes">
          {t('confirmYes')}
        </Button>
        <Button type="submit" name="answer" value="no" variant="secondary">
          {t('confirmNo')}
        </Button>
      </div>
    </form>
  );
}
