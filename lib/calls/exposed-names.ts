import { fingerprint } from '@/lib/platform/seal/token';

/** What every agent accepts as the name of a tool. */
export const EXPOSED_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const MAX_LENGTH = 64;
const HASH_LENGTH = 8;

/**
 * The name under which a tool is offered: `{app}_{tool}` in lower case, without the app's name twice when the provider
 * already wrote it. It depends on nothing else, so it stays the same whatever is connected later.
 */
export function exposedName(appSlug: string, tool: string): string {
  const app = toWords(appSlug);
  const own = toWords(tool);
  const isRepeated = own.startsWith(`${app}_`) && own.length > app.length + 1;
  return fitted(isRepeated ? own : `${app}_${own}`);
}

/** The same for one of several profiles that would otherwise offer one name twice. */
export function exposedNameOf(appSlug: string, tool: string, profile: { profileName: string; id: string }): string {
  const slug = toWords(profile.profileName) || profile.id.slice(0, HASH_LENGTH);
  return fitted(`${exposedName(appSlug, tool)}_${slug}`);
}

/** The same where even that is taken, by a tool of this profile that differs in spelling only. */
export function spelledNameOf(appSlug: string, tool: string, profile: { profileName: string; id: string }): string {
  return fitted(`${exposedNameOf(appSlug, tool, profile)}_${fingerprint(tool).slice(0, HASH_LENGTH)}`);
}

/** `GMAIL_SEND_EMAIL`, `gmail-send-email` and `gmail_send_email` are spellings of one name. */
export function spellingOf(tool: string): string {
  return toWords(tool) || tool;
}

function toWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** Cutting alone could make two names one, so what was cut away leaves its fingerprint. */
function fitted(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  return `${name.slice(0, MAX_LENGTH - HASH_LENGTH - 1)}_${fingerprint(name).slice(0, HASH_LENGTH)}`;
}
