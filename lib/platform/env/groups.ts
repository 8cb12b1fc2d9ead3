import { EnvError } from './env-error';

/** Settings that mean something only together. */
const GROUPS = [
  ['PIPEDREAM_CLIENT_ID', 'PIPEDREAM_CLIENT_SECRET', 'PIPEDREAM_PROJECT_ID'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
];

/** An auth config is a record in the project that the key opens. */
const AUTH_CONFIG = 'COMPOSIO_AUTH_CONFIG_';

/**
 * Half of a group would be taken for none of it: a forgotten secret would put a provider on the sandbox, and whoever
 * set the rest would learn it from a tool that sent nothing.
 */
export function checkGroups(given: Record<string, unknown>): void {
  const authConfig = Object.keys(given).find((name) => name.startsWith(AUTH_CONFIG));
  const groups = authConfig ? [...GROUPS, [authConfig, 'COMPOSIO_API_KEY']] : GROUPS;
  const complaints = groups.flatMap((names) => complaintAbout(names, given) ?? []);
  if (complaints.length > 0) throw new EnvError(complaints.join(' '));
}

function complaintAbout(names: string[], given: Record<string, unknown>): string | null {
  const set = names.filter((name) => given[name] !== undefined);
  const missing = names.filter((name) => given[name] === undefined);
  if (set.length === 0 || missing.length === 0) return null;
  const verb = set.length === 1 ? 'is' : 'are';
  return `${set.join(' and ')} ${verb} set, so ${missing.join(' and ')} must be set too. See .env.example for what each is.`;
}
