import type { Found } from '../apps/catalogue';
import { padTo } from '../apps/padding';
import { type Outcome, runAction } from '../apps/run';
import { type Call, json } from '../http';
import { newId } from '../ids';
import { type Json, type JsonObject, objectIn, textIn } from '../json';
import type { Sandbox } from '../sandbox';
import { findAccount } from './account-store';
import { grantOf } from './grant';
import { refuse } from './reply';
import type { ComposioAccount } from './state';
import { knowsVersion, slugOf, toolNotFound } from './tools';

export type Execution = {
  data: JsonObject;
  error: string | null;
  successful: boolean;
  log_id: string;
  session_info: null;
};

export function executeTool({ sandbox, params, body }: Call): Response {
  const found = sandbox.catalogue.bySlug(params.slug ?? '');
  if (!found) return toolNotFound(params.slug ?? '');
  if (!knowsVersion(found.action, textIn(body.version) ?? 'latest')) return toolNotFound(params.slug ?? '');
  const chosen = accountFor(
    sandbox,
    found,
    textIn(body.user_id) ?? textIn(body.entity_id),
    textIn(body.connected_account_id),
  );
  if (chosen instanceof Response) return chosen;
  return json(execute(sandbox, found, chosen, objectIn(body.arguments)));
}

/** The sandbox's project does not let callers go around the tools. */
export function refuseProxy(): Response {
  return refuse(403, {
    message: 'Proxy execution is not enabled for this project.',
    slug: 'ActionExecute_ProxyNotAllowed',
  });
}

/** Writing arguments from a sentence needs a model, and there is none here. */
export function refuseInput(): Response {
  return refuse(400, {
    message: 'Generating arguments from text is not available.',
    slug: 'ActionExecute_InputUnavailable',
  });
}

/** The account to run with, or why there is none. Null for an app that needs none. */
export function accountFor(
  sandbox: Sandbox,
  { app, action }: Found,
  userId: string | undefined,
  accountId: string | undefined,
): ComposioAccount | null | Response {
  if (app.auth === 'none') return null;
  const account = accountId ? findAccount(sandbox, accountId) : newestActive(sandbox, userId, app.toolkit);
  if (!account || account.toolkit !== app.toolkit) return accountNotFound(accountId ?? `user ${userId}`);
  if (userId && account.userId !== userId) {
    const message = `Connected account ${account.id} does not belong to user ${userId}.`;
    return refuse(400, { message, code: 1812, slug: 'ActionExecute_ConnectedAccountEntityIdMismatch' });
  }
  const config = sandbox.store.state.composio.authConfigs[account.authConfigId];
  if (account.status !== 'ACTIVE' || !config || config.disabled)
    return accountNotFound(`${account.id} (status ${account.status})`);
  if (config.toolsForExecution.length > 0 && !config.toolsForExecution.includes(slugOf(app, action))) {
    return refuse(403, { message: 'The auth config does not allow this tool.', slug: 'ActionExecute_ToolNotAllowed' });
  }
  return account;
}

/** A tool that fails is a 200 with `successful: false`. */
export function execute(
  sandbox: Sandbox,
  { app, action }: Found,
  account: ComposioAccount | null,
  input: JsonObject,
): Execution {
  const outcome = runAction(sandbox, {
    provider: 'composio',
    app,
    action,
    tool: slugOf(app, action),
    identity: account?.identity ?? 'public',
    externalUserId: account?.userId ?? '',
    grant: account ? grantOf(sandbox, account, true) : 'good',
    key: account?.key ?? null,
    input,
  });
  const end = { log_id: newId('log_', 12), session_info: null };
  if (!outcome.ok) return { data: {}, error: reasonOf(outcome), successful: false, ...end };
  const bytes = sandbox.faults.answerBytes({ provider: 'composio', app: app.slug });
  const plural = app.resources[action.resource]?.plural ?? 'items';
  return { data: asData(plural, padTo(bytes, outcome.result)), error: null, successful: true, ...end };
}

function asData(plural: string, result: Json): JsonObject {
  return Array.isArray(result) ? { [plural]: result, total_count: result.length } : objectIn(result);
}

function reasonOf(outcome: Extract<Outcome, { ok: false }>): string {
  if (outcome.kind !== 'input') return `${outcome.status} Client Error: ${outcome.message}`;
  const { missing, wrong } = outcome.fault;
  return [
    'Invalid request data provided',
    ...(missing.length > 0
      ? [`- Following fields are missing: {${missing.map((name) => `'${name}'`).join(', ')}}`]
      : []),
    ...wrong.map((reason) => `- ${reason}`),
  ].join('\n');
}

function newestActive(sandbox: Sandbox, userId: string | undefined, toolkit: string): ComposioAccount | null {
  const [newest = null] = Object.values(sandbox.store.state.composio.accounts)
    .filter((account) => account.userId === userId && account.toolkit === toolkit && account.status === 'ACTIVE')
    .sort((left, right) => right.createdAt.localeCompare(left.createdAt));
  return newest;
}

function accountNotFound(what: string): Response {
  const message = `No active connected account found: ${what}.`;
  return refuse(400, { message, code: 1803, slug: 'ActionExecute_ConnectedAccountNotFound' });
}
