import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import type { App } from '../apps/define';
import { camelCase } from '../apps/define';
import { worldOf } from '../apps/world';
import type { Call } from '../http';
import { newUuid } from '../ids';
import { type JsonObject, textIn } from '../json';
import { createMcpEndpoint } from '../mcp';
import { accountsIn } from './account-store';
import { presentTool } from './component';
import { environmentOf, hasBearer } from './oauth';
import { refuse } from './reply';
import { runTool } from './run';
import type { PipedreamAccount } from './state';
import { linkTo, mintToken } from './tokens';

const CONFIGURE: Tool = {
  name: 'CONFIGURE_COMPONENT',
  description: 'Lists the values that a prop with remote options may have for the connected account.',
  inputSchema: {
    type: 'object',
    properties: {
      componentKey: { type: 'string', description: 'The tool the prop belongs to.' },
      propName: { type: 'string', description: 'The prop.' },
    },
    required: ['componentKey', 'propName'],
  },
  annotations: { readOnlyHint: true, openWorldHint: true },
};

export const pipedreamMcp = createMcpEndpoint({ name: 'pipedream', list: listTools, run: callTool });

/** Every request names the project, the environment, the person and the app, in headers or in the query. */
export function serveMcp(call: Call): Response | Promise<Response> {
  if (!hasBearer(call)) {
    return new Response(JSON.stringify({ error: 'Unauthorized' }), {
      status: 401,
      headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  }
  for (const [header, parameter] of REQUIRED)
    if (!named(call, header, parameter)) return refuse(400, `${header} is required`);
  if (appsOf(call).length === 0) return refuse(404, 'App not found. Please check your app id.');
  return pipedreamMcp.serve(call);
}

const REQUIRED: [header: string, parameter: string][] = [
  ['x-pd-project-id', 'projectId'],
  ['x-pd-environment', 'environment'],
  ['x-pd-external-user-id', 'externalUserId'],
  ['x-pd-app-slug', 'app'],
];

function listTools(call: Call): Tool[] {
  const { catalogue } = call.sandbox;
  const tools = appsOf(call).flatMap((app) => catalogue.actions(app).map((action) => presentTool(app, action)));
  return [...tools, CONFIGURE];
}

function callTool(call: Call, name: string, input: JsonObject): CallToolResult {
  const { sandbox } = call;
  const isConfigure = name.toUpperCase() === CONFIGURE.name;
  const found = sandbox.catalogue.byKey(isConfigure ? (textIn(input.componentKey) ?? '') : name);
  if (!found || !appsOf(call).includes(found.app)) return asText({ error: `Tool ${name} not found` }, true);
  const account = accountOf(call, found.app);
  if (!account && found.app.auth !== 'none') return accountRequired(call, found.app);
  if (isConfigure) {
    const field = Object.entries(found.action.fields).find(([key]) => camelCase(key) === input.propName)?.[1];
    const world = worldOf(sandbox.store.state, found.app, account?.identity ?? 'public');
    return asText({ options: (field?.of ? world[field.of] : undefined) ?? [] }, false);
  }
  const externalUserId = named(call, 'x-pd-external-user-id', 'externalUserId') ?? '';
  const { ok, body } = runTool(sandbox, { ...found, account, externalUserId, props: input });
  return asText(body, !ok);
}

/** Not connected is a success here, with the link in it. */
function accountRequired(call: Call, app: App): CallToolResult {
  const token = mintToken(call.sandbox, {
    project: named(call, 'x-pd-project-id', 'projectId') ?? '',
    environment: environmentOf(call),
    externalId: named(call, 'x-pd-external-user-id', 'externalUserId') ?? '',
    successRedirectUri: call.headers.get('x-pd-success-redirect-uri'),
    errorRedirectUri: call.headers.get('x-pd-error-redirect-uri'),
    webhookUri: call.headers.get('x-pd-webhook-uri'),
    app: app.slug,
    oauthAppId: call.headers.get('x-pd-oauth-app-id'),
    expiresAt: new Date(Date.now() + 14_400_000).toISOString(),
  });
  const connectUrl = `${linkTo(call.sandbox, token)}&app=${app.slug}`;
  const text = `Connect your ${app.name} account first: ${connectUrl}`;
  return {
    _meta: { requestId: newUuid() },
    content: [{ type: 'text', text }],
    accountRequired: true,
    connectUrl,
    isError: false,
  };
}

/** The pinned account, or the newest one of the person. */
function accountOf(call: Call, app: App): PipedreamAccount | null {
  const pinned = named(call, 'x-pd-account-id', 'accountId');
  const user = named(call, 'x-pd-external-user-id', 'externalUserId');
  const accounts = accountsIn(call.sandbox, named(call, 'x-pd-project-id', 'projectId') ?? '', environmentOf(call));
  const fits = (account: PipedreamAccount) => account.app === app.slug && account.externalId === user;
  return accounts.find((account) => fits(account) && (!pinned || account.id === pinned)) ?? null;
}

/** One session may serve several apps, separated by commas. */
function appsOf(call: Call): App[] {
  const slugs = (named(call, 'x-pd-app-slug', 'app') ?? '').split(',');
  return slugs.map((slug) => call.sandbox.catalogue.app(slug.trim())).filter((app) => app !== null);
}

function named({ headers, query }: Call, header: string, parameter: string): string | null {
  return headers.get(header) || query.get(parameter);
}

function asText(body: unknown, isError: boolean): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(body) }], isError };
}
