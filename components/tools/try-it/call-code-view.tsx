'use client';

import { useTranslations } from 'next-intl';
import { ChoiceBar } from '@/components/ui/choice-bar';
import { CodeBlock } from '@/components/ui/code-block';
import { useMe } from '@/hooks/use-me';
import { useOrigin } from '@/hooks/use-origin';
import { useStored } from '@/hooks/use-stored';
import { useViewedAccount } from '@/hooks/use-viewed-account';
import type { JsonObject } from '@/lib/contracts/json';
import { CALL_LANGUAGES, writeCall } from './call-code';

type Props = { profileId: string; tool: string; input: JsonObject };

/** The same call for a terminal, a program or an agent, following the form as it is filled in. */
export function CallCodeView({ profileId, tool, input }: Props) {
  const t = useTranslations('tryIt');
  const { account_external_id: own } = useMe();
  const viewed = useViewedAccount();
  const [language, setLanguage] = useStored('pb_call_language', CALL_LANGUAGES);
  const origin = useOrigin();
  const code = writeCall(language, { origin, userId: viewed ?? own, profileId, tool, input });
  return (
    <section className="grid min-w-0 gap-2" aria-label={t('code')}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold text-sm">{t('code')}</h3>
        <ChoiceBar
          label={t('codeLanguage')}
          options={CALL_LANGUAGES.map((name) => ({ value: name, label: name }))}
          value={language}
          onValueChange={setLanguage}
        />
      </div>
      <CodeBlock code={code} className="[&_pre]:max-h-72" />
    </section>
  );
}
