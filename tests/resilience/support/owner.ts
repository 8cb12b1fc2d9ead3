const PERSON = { email: 'owner@example.com', password: 'a password for the tests' };

/** Makes the first person of a fresh installation and signs them in; the cookie outlives a restart. */
export async function signInAsOwner(url: string): Promise<string> {
  const setup = { ...PERSON, name: 'Owner', workspace_name: 'Resilience' };
  const made = await fetch(`${url}/api/setup`, { method: 'POST', headers: own(), body: JSON.stringify(setup) });
  if (made.status !== 201) throw new Error(`Set-up answered ${made.status}: ${await made.text()}`);
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const signedIn = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(asked), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...PERSON, csrfToken, json: 'true' }),
  });
  return cookiesOf(signedIn);
}

/** Makes a key. Its id once the product has acknowledged it, null when it did not. */
export async function writeOne(url: string, cookie: string, name: string): Promise<string | null> {
  try {
    const body = JSON.stringify({ name, scopes: ['tools:read'] });
    const made = await fetch(`${url}/api/keys`, { method: 'POST', headers: { ...own(), cookie }, body });
    return made.status === 201 ? ((await made.json()) as { id: string }).id : null;
  } catch {
    return null; // it was killed before it could answer
  }
}

/** A key that may run tools. */
export async function makeKey(url: string, cookie: string): Promise<string> {
  const body = JSON.stringify({ name: 'tools', scopes: ['tools:read', 'tools:execute'] });
  const made = await fetch(`${url}/api/keys`, { method: 'POST', headers: { ...own(), cookie }, body });
  return ((await made.json()) as { key: string }).key;
}

export async function listIds(url: string, cookie: string): Promise<Set<string>> {
  const answer = await fetch(`${url}/api/keys`, { headers: { cookie } });
  const { keys } = (await answer.json()) as { keys: { id: string }[] };
  return new Set(keys.map(({ id }) => id));
}

/** What a browser adds to a request from a page of ours. */
function own(): Record<string, string> {
  return { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
