import { readBrowser } from '@/lib/http/browser-cookie';
import { confirm, handleCallback, openLink } from '@/lib/http/connect-pages';
import { decide } from '@/tests/sandbox/person';

export type Answer = Parameters<typeof decide>[1];

/** A browser that connects apps: it keeps its cookies, and goes where it is sent. */
export class TestBrowser {
  private cookies: string[];

  /** Signed in when given the cookie of a session. */
  constructor(session?: string) {
    this.cookies = session ? [session] : [];
  }

  /** Opens a link of ours. Where it leads: the provider's page, or back to a page that says why not. */
  async open(link: string): Promise<string> {
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    return this.keep(await openLink(this.request(`${link}/open`, { method: 'POST' }), token));
  }

  /** Answers at the provider and comes back to us, as far as the page that says how it ended. */
  async consent(providerPage: string, answer?: Answer): Promise<string> {
    const { location } = await decide(providerPage, answer);
    if (!location) throw new Error('The provider did not send the person back.');
    return this.comeBack(location);
  }

  async comeBack(callback: string): Promise<string> {
    return this.keep(await handleCallback(this.request(callback)));
  }

  /** The whole way through a link. Returns the page at its end. */
  async connect(link: string, answer?: Answer): Promise<string> {
    return this.consent(await this.open(link), answer);
  }

  async confirm(state: string, answer: 'yes' | 'no'): Promise<string> {
    const body = new URLSearchParams({ state, answer });
    return this.keep(await confirm(this.request('http://127.0.0.1:3000/connect/confirm', { method: 'POST', body })));
  }

  /** What our cookie says this browser is. */
  get id(): string | null {
    return readBrowser(this.request('http://127.0.0.1:3000/'));
  }

  get cookie(): string {
    return this.cookies.join('; ');
  }

  private request(url: string, init: RequestInit = {}): Request {
    // A browser says by itself where a request comes from.
    return new Request(url, { ...init, headers: { cookie: this.cookie, 'sec-fetch-site': 'same-origin' } });
  }

  private keep(response: Response): string {
    for (const header of response.headers.getSetCookie()) {
      const [cookie = ''] = header.split(';');
      const [name] = cookie.split('=');
      this.cookies = [...this.cookies.filter((kept) => !kept.startsWith(`${name}=`)), cookie];
    }
    return response.headers.get('location') ?? '';
  }
}

/** The word in the address of the page that explains, or null when nothing went wrong. */
export function failureIn(page: string): string | null {
  return new URL(page).searchParams.get('failure');
}

export function stateIn(page: string): string {
  return new URL(page).searchParams.get('state') ?? '';
}
