/** A browser that follows redirects between hosts, keeps each host's cookies, and fills in the issuer's two pages. */
export class PersonAtIssuer {
  private readonly jar = new Map<string, Map<string, string>>();
  readonly visited: string[] = [];

  /** Presses "sign in" at the product, and is sent to the issuer's authorization endpoint. */
  async begin(product: string): Promise<string> {
    const { csrfToken } = await (await this.go(`${product}/api/auth/csrf`)).json();
    const body = new URLSearchParams({ csrfToken, callbackUrl: `${product}/` });
    const answer = await this.go(`${product}/api/auth/signin/oidc`, { method: 'POST', body });
    return answer.headers.get('location') ?? '';
  }

  /** Logs in at the issuer and consents; the address that leads back, not yet visited. */
  async agree(authorization: string, login: string): Promise<string> {
    const origin = new URL(authorization).origin;
    let next = authorization;
    for (let step = 0; step < 12; step += 1) {
      if (new URL(next).origin !== origin) return next;
      const answer = await this.go(next);
      const location = answer.headers.get('location');
      next = location ? new URL(location, next).href : await this.answerForm(await answer.text(), next, login);
    }
    throw new Error(`The issuer never led back: ${this.visited.join(' → ')}`);
  }

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    this.visited.push(url);
    const { host } = new URL(url);
    const cookies = this.jar.get(host) ?? new Map<string, string>();
    this.jar.set(host, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }

  cookie(url: string, name: string): string | undefined {
    return this.jar.get(new URL(url).host)?.get(name);
  }

  private async answerForm(html: string, page: string, login: string): Promise<string> {
    const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(html) ?? [];
    const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(html) ?? [];
    if (!action) throw new Error(`The issuer showed no form: ${html.slice(0, 500)}`);
    const body = new URLSearchParams({ prompt, ...(prompt === 'login' && { login, password: 'any' }) });
    const answer = await this.go(new URL(action, page).href, { method: 'POST', body });
    return new URL(answer.headers.get('location') ?? '', page).href;
  }
}
