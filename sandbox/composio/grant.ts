import type { Grant } from '../grant';
import type { Sandbox } from '../sandbox';
import type { ComposioAccount } from './state';

/** The account's own grant, unless a fault says otherwise. Faults name an app by its one slug, not the toolkit's. */
export function grantOf(sandbox: Sandbox, account: ComposioAccount, isCall = false): Grant {
  const app = sandbox.catalogue.toolkit(account.toolkit)?.slug ?? null;
  return sandbox.faults.grant({ provider: 'composio', app }, isCall) ?? account.grant;
}
