import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { passOn } from '@/server/pass-on';
import { sendError } from '@/server/send-error';
import { plainRefusal } from '@/server/web/plain-refusal';
import { withServer } from './server';

/** As Next answers: a page where nothing is, and a bare refusal of a method unless OPTIONS asks for them. */
const likeNext: RequestListener = ({ method, url }, outgoing) => {
  if (url === '/found') outgoing.writeHead(404, { 'Content-Type': 'application/json' }).end('{"mine":true}');
  else if (url !== '/connect/callback')
    outgoing.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end('<html>');
  else if (method === 'OPTIONS') outgoing.writeHead(204, { Allow: 'GET, HEAD, OPTIONS, POST' }).end();
  else outgoing.writeHead(405).end();
};

function ask(path: string, init: RequestInit): Promise<{ status: number; allow: string | null; body: string }> {
  return withServer(likeNext, (next) =>
    withServer(
      (incoming, outgoing) => {
        const { hostname, port } = new URL(next);
        const target = { hostname, port };
        void passOn(target, incoming, outgoing, async (answer) => {
          const refusal = await plainRefusal(target, incoming, answer);
          if (refusal) sendError(outgoing, refusal.status, refusal);
          return refusal !== null;
        });
      },
      async (url) => {
        const answer = await fetch(url + path, init);
        return { status: answer.status, allow: answer.headers.get('allow'), body: await answer.text() };
      },
      createServer(),
    ),
  );
}

test.each([
  ['/api/auth/session/nope', 'text/html'],
  ['/.well-known/oauth-protected-resource', 'text/html'],
  ['/register', '*/*'],
  ['/nowhere', 'application/json'],
])('%s that is not there is an error and no page for who accepts %s', async (path, accept) => {
  const { status, body } = await ask(path, { headers: { accept } });
  expect([status, JSON.parse(body).error.code]).toEqual([404, 'not_found']);
});

test('the error is in the language of who asks', async () => {
  const { body } = await ask('/nowhere', { headers: { 'accept-language': 'es-MX,es;q=0.9' } });
  expect(JSON.parse(body).error.message).toBe('No hay nada en esta dirección.');
});

test('a browser gets the page, and an error that is one stays as it is', async () => {
  expect((await ask('/nowhere', { headers: { accept: 'text/html,*/*' } })).body).toBe('<html>');
  expect((await ask('/found', {})).body).toBe('{"mine":true}');
});

test('a method that an address does not have is refused with those that it has', async () => {
  const { status, allow, body } = await ask('/connect/callback', { method: 'DELETE' });
  expect([status, allow]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
  expect(JSON.parse(body).error.message).toBe('This address does not take DELETE.');
});
