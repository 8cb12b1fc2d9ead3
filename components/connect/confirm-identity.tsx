'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { ConnectView } from '@/lib/contracts/connect-view';

/** For links that somebody was sent: whose account it is, for whom, and one question. */
export function ConfirmIdentity({ state, view }: { state: string; view: ConnectView }) {
  const t = useTranslations('connect');
  const app = view.appName ?? '';
  const workspace = view.workspaceName ?? '';
  return (
    <form method="post" action="/connect/confirm" className="grid gap-5">
      <input type="hidden" name="state" value={state} />
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-lg">{t('confirmTitle', { app })}</h1>
        <p className="text-pretty text-muted">
          {view.label
            ? t.rich('confirmNamed', {
                app,
                workspace,
                label: view.label,
                b: (words) => <strong className="text-ink">{words}</strong>,
              })
            : t('confirmUnnamed', { app, workspace })}
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
