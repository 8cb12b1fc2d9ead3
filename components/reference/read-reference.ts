import { Document, METHODS, type Method, type Operation, type Parameter, type Reply, type Schema } from './document';
import { nameOf } from './schema-name';

export type Endpoint = {
  id: string;
  method: Method;
  path: string;
  summary: string;
  description: string;
  isDeprecated: boolean;
  isPublic: boolean;
  parameters: Parameter[];
  body: Schema | null;
  sampleBody: unknown;
  replies: { status: string; description: string; schema: Schema | null; sample: unknown }[];
};

/** What belongs together, on a page of its own; the tag is empty for what belongs nowhere. */
export type Section = { slug: string; tag: string; endpoints: Endpoint[] };

export type Reference = {
  serverUrl: string;
  schemas: Record<string, Schema>;
  sections: Section[];
};

/** From the OpenAPI document to what a page needs: references followed, endpoints under their tag, samples made. */
export function readReference(openApi: unknown): Reference {
  const document = Document.parse(openApi);
  const byTag = new Map<string, Endpoint[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = methods[method];
      if (!operation) continue;
      const tag = operation.tags[0] ?? '';
      byTag.set(tag, [...(byTag.get(tag) ?? []), readEndpoint(document, path, method, operation)]);
    }
  }
  return {
    serverUrl: document.servers[0]?.url ?? '',
    schemas: document.components.schemas,
    sections: [...byTag].map(([tag, endpoints]) => ({ slug: slugOf(tag), tag, endpoints })).sort(inOrder),
  };
}

/** What has no tag comes last. */
function inOrder(one: Section, other: Section): number {
  return Number(one.tag === '') - Number(other.tag === '') || one.tag.localeCompare(other.tag);
}

function slugOf(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-') || 'other';
}

function readEndpoint(document: Document, path: string, method: Method, operation: Operation): Endpoint {
  const { parameters, responses } = document.components;
  const body = operation.requestBody?.content['application/json'];
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary ?? path,
    description: operation.description ?? '',
    isDeprecated: operation.deprecated,
    isPublic: operation.security.length === 0,
    parameters: operation.parameters.flatMap((entry) => follow(entry, parameters)),
    body: body?.schema ?? null,
    sampleBody: body?.example ?? null,
    replies: Object.entries(operation.responses).flatMap(([status, entry]) =>
      follow(entry, responses).map((reply) => readReply(status, reply)),
    ),
  };
}

function follow<Found>(entry: Found | { $ref: string }, known: Record<string, Found>): Found[] {
  if (typeof entry !== 'object' || entry === null || !('$ref' in entry)) return [entry as Found];
  const found = known[nameOf(entry.$ref)];
  return found === undefined ? [] : [found];
}

function readReply(status: string, reply: Reply) {
  const content = Object.values(reply.content ?? {})[0];
  return {
    status,
    description: reply.description,
    schema: content?.schema ?? null,
    sample: content?.example ?? null,
  };
}
