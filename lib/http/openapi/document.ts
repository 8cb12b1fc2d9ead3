import { setImmediate as nextTurn } from 'node:timers/promises';
import { ErrorBody, Failure } from '@/lib/contracts/error';
import { VERSION } from '@/lib/platform/version';
import type { RouteHandler } from '../spec';
import { type Described, operationOf } from './operation';
import { SchemaBook } from './schema-book';
import { PARAMETERS, RESPONSES, SECURITY_SCHEMES } from './shared';

export type ListedRoute = { path: string; method: string; handler: unknown };
export type OpenApi = Record<string, unknown>;

/**
 * The OpenAPI document, made from the specs that check requests and replies, so that it cannot say anything else than
 * what the product does. It takes a while, in which others are answered too.
 */
export async function toOpenApi(routes: readonly ListedRoute[], serverUrl: string): Promise<OpenApi> {
  const book = new SchemaBook();
  book.of(ErrorBody, 'output');
  book.of(Failure, 'output');
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes.filter(isDescribed)) {
    const operation = operationOf(route, book);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
    await nextTurn(); // all of it at once would keep calls waiting
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Patchbay',
      version: VERSION,
      summary: 'A connector gateway for AI agents',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    tags: tagsOf(routes.filter(isDescribed)),
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      parameters: PARAMETERS,
      responses: RESPONSES,
      schemas: book.schemas,
    },
  };
}

function isDescribed(route: ListedRoute): route is Described {
  return (route.handler as Partial<RouteHandler>).spec !== undefined;
}

function tagsOf(routes: Described[]): { name: string }[] {
  const names = new Set(routes.flatMap(({ handler }) => handler.spec.tag ?? []));
  return [...names].sort().map((name) => ({ name }));
}

const DESCRIPTION = `JSON in snake_case, times in ISO 8601 UTC. Lists that can grow are paged: send \`next_cursor\` back as \`cursor\`.

A key speaks for a workspace and names the end user as \`user_id\`, in the body, in the query or as \`X-User-Id\`.
Every error has the same shape; \`code\` is for programs, \`message\` for people, \`request_id\` for whoever runs this.`;
