import { expect, test } from 'vitest';
import { pipedreamAt } from './pipedream-client';
import { withSandbox } from './running';

const { url } = withSandbox({ publicBaseUrl: 'https://product.example/sandbox/' });

/** As a proxy under the product's own address would ask for it. */
async function open(app: string, headers: Record<string, string> = {}) {
  const { connectLinkUrl } = await pipedreamAt(url()).tokens.create({
    externalUserId: 'u',
    successRedirectUri: 'https://product.example/back',
  });
  expect(connectLinkUrl).toMatch(
    /^https:\/\/product\.example\/sandbox\/consent\/pipedream\?token=ctok_[0-9a-f]{32}&connectLink=true$/,
  );
  const { search } = new URL(connectLinkUrl);
  const response = await fetch(`${url()}/consent/pipedream${search}&app=${app}`, { headers });
  return { response, page: await response.text() };
}

test('the page says who asks, for which app and what for, and offers several people', async () => {
  const { response, page } = await open('gmail');

  expect(response.status).toBe(200);
  expect(page).toContain('product.example would like to use your Gmail account');
  expect(page).toContain('https://www.googleapis.com/auth/gmail.send');
  expect(page.match(/type="radio"/g)).toHaveLength(3);
});

test('it works under any path and under a policy without scripts or inline styles', async () => {
  const { response, page } = await open('gmail');

  expect(page).not.toMatch(/<script|style=|<style|\son[a-z]+=|(?:href|src|action)="(?:\/|https?:)/);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const css = await fetch(new URL('style.css', `${url()}/consent/pipedream`));
  const icon = await fetch(new URL('../icons/gmail.svg', `${url()}/consent/pipedream`));
  expect([css.headers.get('content-type'), icon.headers.get('content-type')]).toEqual([
    'text/css; charset=utf-8',
    'image/svg+xml; charset=utf-8',
  ]);
});

test('it speaks Spanish to those who read it', async () => {
  const { page } = await open('gmail', { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' });

  expect(page).toContain('<html lang="es">');
  expect(page).toContain('Elige una cuenta');
});

test('an app that is opened with a key asks for the key', async () => {
  const { page } = await open('stripe');

  expect(page).toContain('name="key"');
  expect(page).not.toContain('type="radio"');
});

test('an identity that is not on the page is not taken', async () => {
  const { connectLinkUrl } = await pipedreamAt(url()).tokens.create({ externalUserId: 'u' });
  const { search } = new URL(connectLinkUrl);

  const response = await fetch(`${url()}/consent/pipedream${search}&app=gmail`, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'allow', identity: 'root@evil.example' }),
  });

  expect(response.status).toBe(422);
});

test.each([
  ['/consent/pipedream?token=ctok_none&app=gmail', 404],
  ['/consent/composio?link=ln_none', 404],
])('a link that nobody made is a clear page: %s', async (path, status) => {
  const response = await fetch(url() + path);

  expect(response.status).toBe(status);
  expect(await response.text()).toContain('This link does not work');
});
