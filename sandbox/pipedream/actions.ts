import type { Found } from '../apps/catalogue';
import { camelCase } from '../apps/define';
import { worldOf } from '../apps/world';
import { type Call, json } from '../http';
import { newId } from '../ids';
import { isObject, type JsonObject, objectIn, textIn } from '../json';
import { accountsOf } from './accounts';
import { keyOf, presentComponent, versionOf } from './component';
import { page, pagingOf, refuse } from './reply';
import { failureWithoutAccount, runTool } from './run';
import type { PipedreamAccount } from './state';

export function listActions({ sandbox, query }: Call): Response {
  const slug = query.get('app');
  const wanted = (query.get('q') ?? '').toLowerCase();
  const apps = slug ? [sandbox.catalogue.app(slug)].filter((app) => app !== null) : sandbox.catalogue.apps;
  const found: Found[] = apps
    .flatMap((app) => sandbox.catalogue.actions(app).map((action) => ({ app, action })))
    .filter(({ app, action }) => !wanted || `${keyOf(app, action)} ${action.title}`.toLowerCase().includes(wanted));
  const { data, page_info } = page(found, ({ app, action }) => keyOf(app, action), pagingOf(query));
  return json({ data: data.map(({ app, action }) => presentComponent(app, action)), page_info });
}

/** Nothing here fires on its own. */
export function listTriggers({ query }: Call): Response {
  return json(page([], String, pagingOf(query)));
}

export function getAction(call: Call): Response {
  const found = call.sandbox.catalogue.byKey(call.params.key ?? '');
  const version = call.query.get('version');
  if (!found || (version && version !== versionOf(found.action))) return refuse(404);
  return json({ data: presentComponent(found.app, found.action) });
}

/** The choices of a prop whose values are rows of the app. */
export function configureProp(call: Call): Response {
  const { sandbox, body } = call;
  const found = sandbox.catalogue.byKey(textIn(body.id) ?? '');
  if (!found) return refuse(404);
  const { app, action } = found;
  const field = Object.entries(action.fields).find(([name]) => camelCase(name) === body.prop_name)?.[1];
  const account = accountNamed(call, objectIn(body.configured_props)[app.prop]);
  const nothing = { stringOptions: null, observations: [], context: {} };
  if (!field?.of || !account) return json({ ...nothing, options: null, errors: ['This prop has no options.'] });
  const query = (textIn(body.query) ?? '').toLowerCase();
  const options = (worldOf(sandbox.store.state, app, account.identity)[field.of] ?? [])
    .map((row) => ({ label: labelOf(row), value: String(row.id) }))
    .filter(({ label }) => label.toLowerCase().includes(query));
  return json({ ...nothing, options, errors: [] });
}

/** No component here changes its props by what was chosen, so the answer is the props as they are. */
export function reloadProps({ sandbox, body }: Call): Response {
  const found = sandbox.catalogue.byKey(textIn(body.id) ?? '');
  if (!found) return refuse(404);
  const configurableProps = presentComponent(found.app, found.action).configurable_props;
  return json({ observations: [], errors: [], dynamicProps: { id: newId('dyp_', 7), configurableProps } });
}

/** A tool that fails is a 200 whose body says so. */
export function runComponent(call: Call): Response {
  const { sandbox, body } = call;
  const found = sandbox.catalogue.byKey(textIn(body.id) ?? '');
  const user = textIn(body.external_user_id);
  if (!found) return refuse(404, 'Component not found');
  if (!user) return refuse(400, 'external_user_id is required');
  const props = objectIn(body.configured_props);
  const account = accountNamed(call, props[found.app.prop]);
  if (!account && found.app.auth !== 'none') return json(failureWithoutAccount());
  return json(runTool(sandbox, { ...found, account, externalUserId: user, props }).body);
}

/** Any account of the project will do, whoever it belongs to: that check is the caller's. */
function accountNamed(call: Call, value: unknown): PipedreamAccount | null {
  const id = isObject(value) ? value.authProvisionId : undefined;
  return accountsOf(call).find((account) => account.id === id) ?? null;
}

function labelOf(row: JsonObject): string {
  return String(row.name ?? row.title ?? row.summary ?? row.subject ?? row.id);
}
