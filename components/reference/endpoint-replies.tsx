import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import type { Schema } from './document';
import { InlineCode } from './inline-code';
import type { Endpoint } from './read-reference';
import { SchemaFields } from './schema-fields';

type Props = { replies: Endpoint['replies']; schemas: Record<string, Schema> };

/** Answers: those that went well open to their fields, the others to an example. */
export function EndpointReplies({ replies, schemas }: Props) {
  const t = useTranslations('docs');
  return (
    <div className="divide-y rounded-lg border">
      {replies.map(({ status, description, schema, sample }) => {
        const isFine = status.startsWith('2') || status.startsWith('3');
        const line = (
          <>
            <Badge tone={isFine ? 'ok' : 'neutral'} className="w-14 justify-center font-mono text-2xs">
              {status}
            </Badge>
            <span className="text-sm">
              <InlineCode text={description} />
            </span>
          </>
        );
        if (!schema) {
          return (
            <p key={status} className="flex items-center gap-3 px-3.5 py-2.5">
              {line}
              <span className="ml-auto text-faint text-xs">{t('noBody')}</span>
            </p>
          );
        }
        return (
          <details key={status} className="group">
            <summary className="flex cursor-pointer items-center gap-3 px-3.5 py-2.5 focus-visible:outline-offset-[-2px]">
              {line}
              <ChevronRight
                className="ml-auto size-4 text-faint transition-transform group-open:rotate-90"
                aria-hidden
              />
            </summary>
            <div className="grid gap-3 border-t bg-canvas px-3.5 py-3.5">
              {isFine ? (
                <SchemaFields schema={schema} schemas={schemas} />
              ) : (
                <CodeBlock title={t('example')} code={JSON.stringify(sample, null, 2)} />
              )}
            </div>
          </details>
        );
      })}
    </div>
  );
}
