import type { Action, App } from '../apps/define';
import { padTo } from '../apps/padding';
import { type Outcome, runAction } from '../apps/run';
import type { JsonObject } from '../json';
import type { Sandbox } from '../sandbox';
import { inputFrom, keyOf } from './component';
import { grantOf } from './grant';
import type { PipedreamAccount } from './state';

export type ToolRun = {
  app: App;
  action: Action;
  account: PipedreamAccount | null;
  externalUserId: string;
  props: JsonObject;
};

export function runTool(sandbox: Sandbox, { app, action, account, externalUserId, props }: ToolRun) {
  const outcome = runAction(sandbox, {
    provider: 'pipedream',
    app,
    action,
    tool: keyOf(app, action),
    identity: account?.identity ?? 'public',
    externalUserId,
    grant: account ? grantOf(sandbox, account, true) : 'good',
    key: account?.key ?? null,
    input: inputFrom(action, props),
  });
  if (!outcome.ok) return { ok: false, body: failure(outcome) };
  const bytes = sandbox.faults.answerBytes({ provider: 'pipedream', app: app.slug });
  return {
    ok: true,
    body: { exports: { $summary: outcome.summary }, os: [], ret: padTo(bytes, outcome.result), stash_id: null },
  };
}

/** What happens when the app's own prop is missing or wrongly named: the component trips over it. */
export function failureWithoutAccount() {
  return failedRun('TypeError', "Cannot read properties of undefined (reading 'oauth_access_token')", 'component_code');
}

function failure(outcome: Extract<Outcome, { ok: false }>) {
  if (outcome.kind !== 'input') {
    const message = `Request failed with status code ${outcome.status}: ${outcome.message}`;
    return failedRun('AxiosError', message, 'upstream_api', outcome.status);
  }
  const { missing, wrong } = outcome.fault;
  const parts = [missing.length > 0 && `Missing required props: ${missing.join(', ')}`, ...wrong].filter(Boolean);
  return failedRun('ConfigurationError', parts.join('; '), 'component_code');
}

function failedRun(name: string, message: string, origin: string, status?: number) {
  const err = { name, message, stack: `${name}: ${message}\n    at run (component.mjs:1:1)` };
  return {
    exports: {},
    os: [{ ts: Date.now(), k: 'error', err }],
    ret: null,
    stash_id: null,
    error: { ...err, attribution: { origin, ...(status && { status }) } },
  };
}
