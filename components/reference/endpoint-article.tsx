import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import type { Schema } from './document';
import { EndpointReplies } from './endpoint-replies';
import { ExampleTabs } from './example-tabs';
import { InlineCode } from './inline-code';
import { MethodBadge } from './method-badge';
import type { Endpoint } from './read-reference';
import { FieldLine, SchemaFields } from './schema-fields';

type Props = { endpoint: Endpoint; schemas: Record<string, Schema>; serverUrl: string };

/** One endpoint: what it takes and gives on one side, how to call it on the other. */
export function EndpointArticle({ endpoint, schemas, serverUrl }: Props) {
  const t = useTranslations('docs');
  const { id, method, path, parameters, body } = endpoint;
  const success = endpoint.replies.find(({ status }) => status.startsWith('2'));
  return (
    <article
      id={id}
      className="grid scroll-mt-16 gap-x-10 gap-y-6 border-t py-10 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]"
    >
      <div className="grid min-w-0 content-start gap-5">
        <header className="grid gap-2">
          <h2 id={`${id}-title`} className="flex flex-wrap items-center gap-2 font-semibold text-lg">
            <a href={`#${id}`} className="rounded-sm hover:underline">
              {endpoint.summary}
            </a>
            {endpoint.isDeprecated && <Badge tone="warn">{t('deprecated')}</Badge>}
          </h2>
          <p className="flex flex-wrap items-center gap-2">
            <MethodBadge method={method} />
            <code className="break-all font-mono text-sm">{path}</code>
          </p>
          {endpoint.description.split('\n\n').map((paragraph) => (
            <p key={paragraph} className="max-w-2xl text-pretty text-muted text-sm">
              <InlineCode text={paragraph} />
            </p>
          ))}
        </header>
        {parameters.length > 0 && (
          <Part title={t('parameters')}>
            <ul className="divide-y rounded-lg border">
              {parameters.map((parameter) => (
                <li key={parameter.in + parameter.name} className="grid gap-1 px-3.5 py-2.5">
                  <FieldLine
                    name={parameter.name}
                    schema={{ ...parameter.schema, description: parameter.description }}
                    isRequired={parameter.required}
                    where={t(parameter.in)}
                  />
                </li>
              ))}
            </ul>
          </Part>
        )}
        {body && (
          <Part title={t('body')}>
            <SchemaFields schema={body} schemas={schemas} />
          </Part>
        )}
        <Part title={t('responses')}>
          <EndpointReplies replies={endpoint.replies} schemas={schemas} />
        </Part>
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-4 self-start xl:sticky xl:top-18">
        <ExampleTabs
          method={method}
          url={serverUrl + fill(endpoint)}
          needsKey={!endpoint.isPublic}
          body={endpoint.sampleBody}
        />
        {success?.sample != null && (
          <CodeBlock
            title={t('answer', { status: success.status })}
            code={typeof success.sample === 'string' ? success.sample : JSON.stringify(success.sample, null, 2)}
            className="[&_pre]:max-h-96"
          />
        )}
      </div>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </div>
  );
}

/** The path with something in its blanks, and the query with what must be there. */
function fill({ path, parameters }: Endpoint): string {
  const sample = (name: string) => String(parameters.find((parameter) => parameter.name === name)?.example ?? name);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => sample(name));
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const search = new URLSearchParams(query.map(({ name }) => [name, sample(name)])).toString();
  return search ? `${filled}?${search}` : filled;
}
