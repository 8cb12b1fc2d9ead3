import type { Grant } from '../grant';
import type { Json, JsonObject } from '../json';
import { addToOutbox, type ProviderName } from '../outbox';
import type { Sandbox } from '../sandbox';
import type { World } from '../state';
import type { Action, App } from './define';
import { faultsOf, type InputFault, knownInput } from './validate';
import { addRow, changeRow, findRow, listRows, removeRow, worldOf } from './world';

export type Run = {
  provider: ProviderName;
  app: App;
  action: Action;
  /** The tool's name as this provider's callers know it. */
  tool: string;
  identity: string;
  externalUserId: string;
  grant: Grant;
  key: string | null;
  input: JsonObject;
};

export type Outcome =
  | { ok: true; summary: string; result: Json }
  | { ok: false; kind: 'input'; fault: InputFault; message: string }
  | { ok: false; kind: 'grant' | 'upstream'; status: number; message: string };

/** Does what the tool says, in the app's own state. A write that was done is counted, so a test can see it done twice. */
export function runAction(sandbox: Sandbox, run: Run): Outcome {
  const refused = refuseGrant(run.grant, run.key);
  if (refused) return refused;
  const fault = faultsOf(run.action.fields, run.input);
  if (fault) return { ok: false, kind: 'input', fault, message: [...fault.missing, ...fault.wrong].join(', ') };

  const input = knownInput(run.action.fields, run.input);
  const world = worldOf(sandbox.store.state, run.app, run.identity);
  const lost = lostReference(world, run.action, input);
  if (lost) return lost;
  const result = act(world, run, input);
  if (isRead(run.action)) return { ok: true, summary: readSummary(run.action, result), result };

  const summary = writeSummary(run.action, input);
  sandbox.calls.countWrite(run.tool, JSON.stringify([run.tool, run.identity, input]));
  addToOutbox(sandbox.store.state, {
    app: run.app.slug,
    provider: run.provider,
    identity: run.identity,
    external_user_id: run.externalUserId,
    tool: run.tool,
    summary,
    payload: input,
  });
  sandbox.store.save();
  return { ok: true, summary, result };
}

export function isRead({ verb }: Action): boolean {
  return verb === 'list' || verb === 'get' || verb === 'whoami';
}

function refuseGrant(grant: Grant, key: string | null): Outcome | null {
  if (grant === 'revoked')
    return { ok: false, kind: 'grant', status: 401, message: 'Token has been expired or revoked.' };
  if (grant !== 'good')
    return { ok: false, kind: 'grant', status: 401, message: 'Invalid Credentials: the access token expired.' };
  if (key && /invalid|wrong|bad/i.test(key))
    return { ok: false, kind: 'grant', status: 401, message: 'Invalid API key provided.' };
  return null;
}

/** Whatever names a row of the app must name one that is there, as in the real app. */
function lostReference(world: World, { fields }: Action, input: JsonObject): Outcome | null {
  for (const [name, field] of Object.entries(fields)) {
    if (!field.of || input[name] === undefined || findRow(world, field.of, input[name])) continue;
    const message = `The ${field.of.replaceAll('_', ' ')} "${String(input[name])}" was not found.`;
    return { ok: false, kind: 'upstream', status: 404, message };
  }
  return null;
}

function act(world: World, { action, identity, app }: Run, input: JsonObject): Json {
  if (action.verb === 'whoami')
    return { id: `${app.slug}_${identity}`, email: identity, name: identity, app: app.name };
  if (action.verb === 'list') return listRows(world, action.resource, input);
  if (action.verb === 'create' || action.verb === 'send') return addRow(world, action, input);

  const idField = Object.keys(action.fields).find((name) => action.fields[name]?.of === action.resource) ?? 'id';
  const row = findRow(world, action.resource, input[idField]);
  if (!row) return null;
  if (action.verb === 'delete') {
    removeRow(world, action.resource, row);
    return { id: row.id ?? null, deleted: true };
  }
  return action.verb === 'update' ? changeRow(row, action, input, idField) : row;
}

function readSummary(action: Action, result: Json): string {
  if (!Array.isArray(result)) return `Successfully retrieved ${action.resource.replaceAll('_', ' ')}`;
  return `Successfully retrieved ${result.length} ${result.length === 1 ? 'result' : 'results'}`;
}

const HEADS = ['subject', 'title', 'summary', 'name', 'text', 'message', 'content', 'body', 'email'];
const TARGETS = ['to', 'recipient_email', 'channel', 'chat_id', 'recipient', 'user_id', 'calendar_id', 'attendees'];

function writeSummary(action: Action, input: JsonObject): string {
  const head = HEADS.map((name) => input[name]).find((value) => typeof value === 'string' && value !== '');
  const target = TARGETS.map((name) => input[name]).find((value) => value !== undefined);
  return [action.title, head && `: ${String(head).slice(0, 120)}`, target && ` → ${[target].flat().join(', ')}`]
    .filter(Boolean)
    .join('');
}
