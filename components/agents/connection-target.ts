/** Where an agent connects, as what, and for whom. */
export type ConnectionTarget = {
  url: string;
  /** Null with a key that acts as one person; a client with one that acts for any user has to name the user. */
  userId: string | null;
  /** Null until one was made or pasted; then configuration names the place where it belongs. */
  key: string | null;
};

export const KEY_PLACEHOLDER = 'pb_YOUR_KEY';

type Choice = { origin: string; agentSlug: string | null; usesSearch: boolean };

/** `/mcp` has every tool of the account, `/mcp/{agent}` what that agent was granted. */
export function endpointUrl({ origin, agentSlug, usesSearch }: Choice): string {
  const path = agentSlug === null ? '/mcp' : `/mcp/${agentSlug}`;
  return `${origin}${path}${usesSearch ? '?discovery=search' : ''}`;
}

export function headersFor({ key, userId }: ConnectionTarget): Record<string, string> {
  const authorization = { Authorization: `Bearer ${key ?? KEY_PLACEHOLDER}` };
  return userId === null ? authorization : { ...authorization, 'X-User-Id': userId };
}
