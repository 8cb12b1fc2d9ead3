import { newId } from '../ids';
import type { Sandbox } from '../sandbox';
import type { Environment, ExternalUser, PipedreamAccount } from './state';

/** Newest first. */
export function accountsIn(sandbox: Sandbox, project: string, environment: Environment): PipedreamAccount[] {
  return Object.values(sandbox.store.state.pipedream.accounts)
    .filter((account) => account.project === project && account.environment === environment)
    .sort((left, right) => right.createdAt.localeCompare(left.createdAt));
}

type NewAccount = Omit<PipedreamAccount, 'id' | 'grant' | 'createdAt' | 'updatedAt' | 'refreshedAt'>;

export function addAccount(sandbox: Sandbox, fields: NewAccount): PipedreamAccount {
  const now = new Date().toISOString();
  const id = newId('apn_', 7);
  const account: PipedreamAccount = { ...fields, id, grant: 'good', createdAt: now, updatedAt: now, refreshedAt: now };
  sandbox.store.state.pipedream.accounts[id] = account;
  rememberUser(sandbox, account);
  sandbox.store.save();
  return account;
}

export function removeAccounts(sandbox: Sandbox, accounts: PipedreamAccount[]) {
  for (const { id } of accounts) delete sandbox.store.state.pipedream.accounts[id];
  sandbox.store.save();
}

function rememberUser(sandbox: Sandbox, { project, environment, externalId }: Omit<ExternalUser, 'id' | 'createdAt'>) {
  const users = sandbox.store.state.pipedream.users;
  const isKnown = Object.values(users).some(
    (user) => user.project === project && user.environment === environment && user.externalId === externalId,
  );
  if (isKnown) return;
  const id = newId('exu_', 7);
  users[id] = { id, project, environment, externalId, createdAt: new Date().toISOString() };
}
