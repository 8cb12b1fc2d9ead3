import { useTranslations } from 'next-intl';
import type { Schema } from './document';
import { InlineCode } from './inline-code';
import { nameOf } from './schema-name';
import { typeWords } from './type-words';

type Props = { schema: Schema; schemas: Record<string, Schema>; depth?: number };

const MAX_DEPTH = 3;

/** The fields of an object, those of the objects inside it folded away. */
export function SchemaFields({ schema, schemas, depth = 0 }: Props) {
  const t = useTranslations('docs');
  const object = findObject(schema, schemas);
  const fields = Object.entries(object?.properties ?? {});
  if (fields.length === 0) return <p className="font-mono text-muted text-xs">{typeWords(schema)}</p>;
  return (
    <ul className="divide-y rounded-lg border">
      {fields.map(([name, field]) => (
        <li key={name} className="grid gap-1 px-3.5 py-2.5">
          <FieldLine name={name} schema={field} isRequired={object?.required?.includes(name) ?? false} />
          {depth < MAX_DEPTH && findObject(field, schemas)?.properties && (
            <details className="mt-1">
              <summary className="cursor-pointer rounded-sm text-accent-ink text-xs">{t('showFields')}</summary>
              <div className="mt-2">
                <SchemaFields schema={field} schemas={schemas} depth={depth + 1} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

type LineProps = { name: string; schema: Schema; isRequired: boolean; where?: string };

export function FieldLine({ name, schema, isRequired, where }: LineProps) {
  const t = useTranslations('docs');
  const values = schema.enum ?? schema.items?.enum;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <code className="break-all font-medium font-mono text-xs">{name}</code>
        <span className="font-mono text-faint text-xs">{typeWords(schema)}</span>
        {where && <span className="text-faint text-xs">{where}</span>}
        {isRequired && <span className="text-accent-ink text-xs">{t('required')}</span>}
      </p>
      {schema.description && (
        <p className="text-muted text-xs">
          <InlineCode text={schema.description} />
        </p>
      )}
      {values && (
        <p className="break-words text-muted text-xs">
          <InlineCode text={values.map((value) => `\`${String(value)}\``).join(' ')} />
        </p>
      )}
    </>
  );
}

/** The object a field holds, directly, in a list, or as one of several possibilities. */
function findObject(schema: Schema, schemas: Record<string, Schema>): Schema | null {
  if (schema.$ref) return schemas[nameOf(schema.$ref)] ?? null;
  if (schema.properties) return schema;
  if (schema.items) return findObject(schema.items, schemas);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return choices.map((choice) => findObject(choice, schemas)).find((found) => found !== null) ?? null;
}
