'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { QueryView } from '@/components/ui/query-view';
import { Skeleton } from '@/components/ui/skeleton';
import { Switch } from '@/components/ui/switch';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeRecording, useRecording } from '@/hooks/use-workspace';

/** Whether parameters and results are kept with each call, or only that it was made. */
export function RecordingCard() {
  const t = useTranslations('settings.workspace');
  const showError = useErrorToast();
  const recording = useRecording();
  const change = useChangeRecording();
  const id = useId();
  return (
    <Card aria-labelledby="workspace-recording">
      <CardHeader id="workspace-recording" title={t('recording')} description={t('recordingDescription')} />
      <CardBody>
        <QueryView query={recording} waiting={<Skeleton className="h-10" />}>
          {({ keeps_payloads }) => (
            <div className="flex items-start justify-between gap-6">
              <div className="grid gap-0.5">
                <label htmlFor={id} className="font-medium text-sm">
                  {t('keepPayloads')}
                </label>
                <p id={`${id}-help`} className="text-pretty text-muted text-sm">
                  {t('keepPayloadsHelp')}
                </p>
              </div>
              <Switch
                id={id}
                aria-describedby={`${id}-help`}
                checked={keeps_payloads}
                disabled={change.isPending}
                onCheckedChange={(on) => change.mutate({ keeps_payloads: on }, { onError: showError })}
              />
            </div>
          )}
        </QueryView>
      </CardBody>
    </Card>
  );
}
