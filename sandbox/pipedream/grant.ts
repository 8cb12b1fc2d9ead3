import type { Grant } from '../grant';
import type { Sandbox } from '../sandbox';
import type { PipedreamAccount } from './state';

/** The account's own grant, unless a fault says otherwise. */
export function grantOf(sandbox: Sandbox, account: PipedreamAccount, isCall = false): Grant {
  return sandbox.faults.grant({ provider: 'pipedream', app: account.app }, isCall) ?? account.grant;
}
