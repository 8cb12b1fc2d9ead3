'use client';

import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/ui/query-view';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { useExecution } from '@/hooks/use-executions';
import { ExecutionDetailsView } from './execution-details';

/** One call, opened beside the list; the address names it, so that it can be sent to somebody. */
export function ExecutionSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('activity');
  const execution = useExecution(id);
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent title={t('call')}>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6">
          <QueryView query={execution}>{(details) => <ExecutionDetailsView call={details} />}</QueryView>
        </div>
      </SheetContent>
    </Sheet>
  );
}
