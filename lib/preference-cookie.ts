const YEAR_S = 31_536_000;

/**
 * For how the page looks, never for who is looking. Not `cookieStore`: that is absent on plain http, which is how a
 * gateway inside a network is often reached.
 */
export function writePreference(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  Object.assign(document, { cookie: `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}` });
}
