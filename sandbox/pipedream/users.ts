import { type Call, json, noContent } from '../http';
import { removeAccounts } from './account-store';
import { accountsOf } from './accounts';
import { environmentOf } from './oauth';
import { page, pagingOf, refuse } from './reply';
import type { ExternalUser } from './state';

export function listUsers(call: Call): Response {
  const wanted = call.query.get('q') ?? '';
  const users = usersOf(call).filter((user) => user.externalId.includes(wanted));
  const { data, page_info } = page(users, (user) => user.id, pagingOf(call.query));
  return json({ data: data.map(presentUser), page_info });
}

export function deleteUser(call: Call): Response {
  const user = usersOf(call).find(({ externalId }) => externalId === call.params.user);
  if (!user) return refuse(404);
  delete call.sandbox.store.state.pipedream.users[user.id];
  removeAccounts(
    call.sandbox,
    accountsOf(call).filter((account) => account.externalId === user.externalId),
  );
  return noContent();
}

function usersOf(call: Call): ExternalUser[] {
  const environment = environmentOf(call);
  return Object.values(call.sandbox.store.state.pipedream.users).filter(
    (user) => user.project === call.params.project && user.environment === environment,
  );
}

function presentUser({ id, externalId, createdAt }: ExternalUser) {
  return { id, external_id: externalId, created_at: createdAt, updated_at: createdAt };
}
