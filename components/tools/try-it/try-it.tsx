'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { ChoiceBar } from '@/components/ui/choice-bar';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Notice } from '@/components/ui/notice';
import { useRunTool } from '@/hooks/use-run-tool';
import type { ProfileTool } from '@/lib/contracts/profile-tools';
import { toolTitle } from '../tool-words';
import { CallCodeView } from './call-code-view';
import { InputEditor } from './input-editor';
import { InputForm } from './input-form';
import { RunControls } from './run-controls';
import { RunAnswer, RunRefusal } from './run-outcome';
import { SwitchedOff } from './switched-off';
import { useToolInput } from './use-tool-input';

type Props = { profileId: string; tool: ProfileTool };

/** One tool, run by hand: through the same road as an agent's call, with the same limits and the same record. */
export function TryIt({ profileId, tool }: Props) {
  const t = useTranslations('tryIt');
  const words = useTranslations('ui');
  const input = useToolInput(tool.input_schema);
  const { run, cancel } = useRunTool(profileId);
  const [isConfirming, setConfirming] = useState(false);
  const resultId = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(input.problems).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [input.problems]);
  const start = (cursor?: string) => {
    setConfirming(false);
    run.mutate({ tool: tool.name, input: input.value, ...(cursor !== undefined && { cursor }) });
  };
  const submit = async () => {
    if (!(await input.check())) return;
    if (tool.annotations.destructive === true) setConfirming(true);
    else start();
  };
  return (
    <div className="grid min-w-0 gap-5">
      {!tool.enabled && tool.state !== 'gone' && <SwitchedOff profileId={profileId} tool={tool} />}
      {tool.state === 'gone' && <Notice tone="warn">{t('gone')}</Notice>}
      <form
        ref={form}
        noValidate
        aria-label={t('formLabel', { tool: toolTitle(tool) })}
        onSubmit={(event) => {
          event.preventDefault();
          if (!run.isPending) void submit();
        }}
        className="grid min-w-0 gap-4"
      >
        <ChoiceBar
          label={t('inputAs')}
          options={[
            { value: 'form', label: t('form') },
            { value: 'json', label: words('json.raw') },
          ]}
          value={input.mode}
          onValueChange={input.setMode}
        />
        {input.mode === 'form' ? (
          <InputForm
            key={input.version}
            schema={tool.input_schema}
            problems={input.problems}
            value={input.value}
            onChange={input.setValue}
            onMistake={input.onMistake}
          />
        ) : (
          <InputEditor key={input.version} value={input.value} onChange={input.setValue} onMistake={input.onMistake} />
        )}
        {input.summary && (
          <Notice tone="bad" role="alert">
            {input.summary}
          </Notice>
        )}
        <RunControls
          isRunning={run.isPending}
          isDisabled={input.isMistaken || !tool.enabled || tool.state === 'gone'}
          onCancel={cancel}
          onReset={() => {
            input.reset();
            run.reset();
          }}
        />
      </form>
      {(run.data || run.error) && !run.isPending && (
        <section aria-labelledby={resultId} ref={intoView} className="grid min-w-0 scroll-mt-4 gap-3">
          <h3 id={resultId} className="font-semibold text-sm">
            {t('result')}
          </h3>
          {run.data && <RunAnswer key={run.data.execution_id} answer={run.data} onMore={start} />}
          {run.error && <RunRefusal error={run.error} onRetry={() => start()} />}
        </section>
      )}
      <CallCodeView profileId={profileId} tool={tool.name} input={input.value} />
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setConfirming}
        title={t('confirmTitle', { tool: toolTitle(tool) })}
        description={t('confirmDescription')}
        action={t('run')}
        onConfirm={() => start()}
      />
    </div>
  );
}

/** An answer below the edge of the panel would look like none. */
function intoView(section: HTMLElement | null): void {
  section?.scrollIntoView({ block: 'start' });
}
