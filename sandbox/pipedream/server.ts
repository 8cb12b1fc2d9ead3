import { type Call, json } from '../http';
import { textIn } from '../json';
import type { ProviderServer } from '../provider';
import { type Handler, route } from '../router';
import {
  accountsOf,
  createAccount,
  deleteAccount,
  deleteAccountsOfApp,
  getAccount,
  listAccounts,
  listAccountsOfUser,
} from './accounts';
import { configureProp, getAction, listActions, listTriggers, reloadProps, runComponent } from './actions';
import { appId, getApp, getCategory, listApps, listCategories } from './app';
import { serveMcp } from './mcp';
import { issueToken, withBearer } from './oauth';
import { refuse, refuseLater } from './reply';
import { createToken, validateToken } from './tokens';
import { deleteUser, listUsers } from './users';

const at = (method: string, path: string, handle: Handler) => route(method, path, withBearer(handle));
const project = '/v1/connect/:project';

export const pipedreamServer: ProviderServer = {
  name: 'pipedream',
  prefix: '/pipedream',
  refuse: refuseLater,
  appOf,
  routes: [
    route('POST', '/v1/oauth/token', issueToken),
    ...['GET', 'POST', 'DELETE'].map((method) => route(method, '/mcp(?:/v[13])?', serveMcp)),
    at('GET', '/v1/connect/apps', listApps),
    at('GET', '/v1/connect/apps/:app', getApp),
    at('GET', '/v1/connect/app_categories', listCategories),
    at('GET', '/v1/connect/app_categories/:id', getCategory),
    at('GET', '/v1/connect/tokens/:token/validate', validateToken),
    at('POST', `${project}/tokens`, createToken),
    at('GET', `${project}/accounts`, listAccounts),
    at('POST', `${project}/accounts`, createAccount),
    at('GET', `${project}/accounts/:account`, getAccount),
    at('DELETE', `${project}/accounts/:account`, deleteAccount),
    at('DELETE', `${project}/apps/:app/accounts`, deleteAccountsOfApp),
    at('GET', `${project}/users`, listUsers),
    at('GET', `${project}/users/:user/accounts`, listAccountsOfUser),
    at('DELETE', `${project}/users/:user`, deleteUser),
    at('POST', `${project}/actions/configure`, configureProp),
    at('POST', `${project}/actions/props`, reloadProps),
    at('POST', `${project}/actions/run`, runComponent),
    at('GET', `${project}/(?:actions|components)`, listActions),
    at('GET', `${project}/(?:actions|components)/:key`, getAction),
    at('GET', `${project}/triggers`, listTriggers),
    at('GET', `${project}/projects/info`, projectInfo),
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => at(method, `${project}/proxy/:target`, refuseProxy)),
  ],
};

/** No app here has a proxy: `connect.proxy_enabled` is false for all of them. */
function refuseProxy(): Response {
  return refuse(403, 'Proxy is not enabled for this app');
}

/** The apps that the project's people have connected. */
function projectInfo(call: Call): Response {
  const slugs = [...new Set(accountsOf(call).map(({ app }) => app))];
  return json({ apps: slugs.map((slug) => ({ id: appId(slug), name_slug: slug })) });
}

/** Whose app a request is about, for faults that concern one app. */
function appOf({ path, body, query, headers, text, sandbox }: Call): string | null {
  const { accounts } = sandbox.store.state.pipedream;
  const [, account] = /\/accounts\/(apn_\w+)/.exec(path) ?? [];
  if (account) return accounts[account]?.app ?? null;
  if (path.startsWith('/pipedream/mcp')) return toolIn(text) ?? headers.get('x-pd-app-slug') ?? query.get('app');
  const [, app] = /\/connect\/apps\/([^/]+)/.exec(path) ?? [];
  const component = textIn(body.id)?.split('-')[0] ?? /\/actions\/([^/-]+)-/.exec(path)?.[1];
  return app ?? component ?? query.get('app');
}

function toolIn(text: string): string | null {
  const [, slug] = /"method":"tools\/call".*?"name":"([a-zA-Z0-9_]+)-/.exec(text) ?? [];
  return slug?.toLowerCase() ?? null;
}
