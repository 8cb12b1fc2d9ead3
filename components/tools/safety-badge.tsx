'use client';

import { Eye, PenLine, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { ToolDefinition } from '@/lib/contracts/tool';
import { isReadOnly, mayDestroy } from './tool-words';

/** What a tool can do to the app it belongs to. */
export function SafetyBadge({ tool, className }: { tool: Pick<ToolDefinition, 'annotations'>; className?: string }) {
  const t = useTranslations('tools.safety');
  if (isReadOnly(tool)) {
    return (
      <Badge tone="neutral" className={className}>
        <Eye className="size-3" aria-hidden />
        {t('readOnly')}
      </Badge>
    );
  }
  if (tool.annotations.destructive === true) {
    return (
      <Badge tone="bad" className={className}>
        <TriangleAlert className="size-3" aria-hidden />
        {t('destructive')}
      </Badge>
    );
  }
  return (
    <Badge tone={mayDestroy(tool) ? 'warn' : 'neutral'} className={className}>
      <PenLine className="size-3" aria-hidden />
      {t('writes')}
    </Badge>
  );
}
