'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/components/ui/code-block';
import type { JsonObject } from '@/lib/contracts/json';
import { fieldsOf } from './schema';
import { SchemaTree } from './schema-tree';
import type { ToolTabProps } from './tool-panel';

export function ToolSchema({ tool }: ToolTabProps) {
  const t = useTranslations('tools');
  return (
    <div className="grid gap-6">
      <Part title={t('takes')} nothing={t('takesNothing')} schema={tool.input_schema} />
      {tool.output_schema && <Part title={t('gives')} nothing={t('anything')} schema={tool.output_schema} />}
    </div>
  );
}

function Part({ title, nothing, schema }: { title: string; nothing: string; schema: JsonObject }) {
  const t = useTranslations('tools');
  const fields = fieldsOf(schema);
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold text-sm">{title}</h3>
      {fields.length === 0 ? <p className="text-muted text-sm">{nothing}</p> : <SchemaTree fields={fields} />}
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-muted text-xs hover:text-ink">{t('raw')}</summary>
        <CodeBlock code={JSON.stringify(schema, null, 2)} className="mt-2" />
      </details>
    </section>
  );
}
