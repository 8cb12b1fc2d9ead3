import { newId } from '../ids';
import type { Sandbox } from '../sandbox';
import type { AccountStatus, ComposioAccount, ConnectLink } from './state';

const LINK_LIFE_MS = 600_000;
const COLORS = ['red', 'amber', 'teal', 'violet', 'silver'];
const PLACES = ['castle', 'harbor', 'meadow', 'tower', 'garden'];

type NewAccount = Pick<ComposioAccount, 'userId' | 'authConfigId' | 'toolkit' | 'scheme' | 'alias' | 'status' | 'key'>;

export function addAccount(sandbox: Sandbox, fields: NewAccount): ComposioAccount {
  const now = new Date().toISOString();
  const id = newId('ca_', 12);
  const pick = (words: string[]) => words[id.charCodeAt(4) % words.length];
  const account: ComposioAccount = {
    ...fields,
    id,
    wordId: `${fields.toolkit}_${pick(COLORS)}-${pick(PLACES)}`,
    statusReason: null,
    disabled: false,
    grant: 'good',
    identity: fields.key ? `key-${fields.key.slice(-4)}` : '',
    createdAt: now,
    updatedAt: now,
  };
  sandbox.store.state.composio.accounts[id] = account;
  sandbox.store.save();
  return account;
}

export function setStatus(sandbox: Sandbox, account: ComposioAccount, status: AccountStatus, reason: string | null) {
  account.status = status;
  account.statusReason = reason;
  account.updatedAt = new Date().toISOString();
  sandbox.store.save();
}

export function removeAccount(sandbox: Sandbox, { id }: ComposioAccount) {
  delete sandbox.store.state.composio.accounts[id];
  sandbox.store.save();
}

/** The account as it is now: a connection nobody finished within ten minutes has expired by itself. */
export function findAccount(sandbox: Sandbox, id: string | undefined): ComposioAccount | null {
  const account = sandbox.store.state.composio.accounts[id ?? ''];
  if (!account) return null;
  const isLate = account.status === 'INITIATED' && Date.now() - Date.parse(account.updatedAt) > LINK_LIFE_MS;
  if (isLate) setStatus(sandbox, account, 'EXPIRED', 'Connection initiation did not complete within 10 minutes');
  return account;
}

export function addLink(sandbox: Sandbox, accountId: string, callbackUrl: string | null, legacy: boolean): ConnectLink {
  const link = {
    token: newId('ln_', 16),
    accountId,
    callbackUrl,
    legacy,
    expiresAt: new Date(Date.now() + LINK_LIFE_MS).toISOString(),
    used: false,
  };
  sandbox.store.state.composio.links[link.token] = link;
  sandbox.store.save();
  return link;
}

export function urlOf(sandbox: Sandbox, { token }: ConnectLink): string {
  return `${sandbox.consentUrl}/consent/composio?link=${token}`;
}
