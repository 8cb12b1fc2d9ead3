import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { serveRequest } from '@/server/serve-request';
import { withServer } from './server';

type Handler = (request: Request) => Promise<Response> | Response;

/** A server that answers with one handler, as the production server does. */
function serving<Result>(handler: Handler, work: (url: string) => Promise<Result>): Promise<Result> {
  return withServer(async (incoming, outgoing) => {
    await serveRequest(incoming, outgoing, handler);
  }, work);
}

test('method, path, query, headers and body arrive as they were sent', async () => {
  const echo: Handler = async (given) =>
    Response.json({
      method: given.method,
      url: given.url,
      kind: given.headers.get('x-kind'),
      body: await given.text(),
    });
  await serving(echo, async (url) => {
    const sent = { method: 'PUT', headers: { 'x-kind': 'a, b' }, body: 'ünïcode' };
    expect(await (await fetch(`${url}/a%20b?c=d&c=e`, sent)).json()).toEqual({
      method: 'PUT',
      url: `${url}/a%20b?c=d&c=e`,
      kind: 'a, b',
      body: 'ünïcode',
    });
  });
});

test('a body of unknown length can be read while it is still being sent', async () => {
  const firstPart: Handler = async (given) => {
    const { value } = (await given.body?.getReader().read()) ?? {};
    return new Response(value);
  };
  await serving(firstPart, async (url) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const sending = request(url, { method: 'POST' }, (response) => {
        response.once('data', (data) => resolve(String(data)));
      });
      sending.on('error', reject);
      sending.write('first');
    });
    expect(answer).toBe('first');
  });
});

test('status, several cookies and a length arrive with the answer', async () => {
  const headers: [string, string][] = [
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ];
  await serving(
    () => Response.json({ ok: true }, { status: 418, headers }),
    async (url) => {
      const answer = await fetch(url);
      expect(answer.status).toBe(418);
      expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      expect(answer.headers.get('content-length')).toBe('11');
    },
  );
});

test('a stream is sent part by part, not when it is whole', async () => {
  let sendRest = () => {};
  const rest = new Promise<void>((resolve) => {
    sendRest = resolve;
  });
  const slow = new ReadableStream<Uint8Array>({
    async start(stream) {
      stream.enqueue(new TextEncoder().encode('one '));
      await rest;
      stream.enqueue(new TextEncoder().encode('two'));
      stream.close();
    },
  });
  await serving(
    () => new Response(slow, { headers: { 'content-type': 'text/event-stream' } }),
    async (url) => {
      const reader = (await fetch(url)).body?.getReader();
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one ');
      sendRest();
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('two');
    },
  );
});

test('a caller that hangs up fires the signal and cancels the stream', async () => {
  let heard = false;
  let isCancelled = false;
  const endless = new ReadableStream({
    pull: (stream) => stream.enqueue(new Uint8Array(1024)),
    cancel: () => {
      isCancelled = true;
    },
  });
  const handler: Handler = (given) => {
    given.signal.addEventListener('abort', () => {
      heard = true;
    });
    return new Response(endless);
  };
  await serving(handler, async (url) => {
    const caller = new AbortController();
    const answer = await fetch(url, { signal: caller.signal });
    await answer.body?.getReader().read();
    caller.abort();
    for (let tries = 0; tries < 100 && !(heard && isCancelled); tries += 1) await sleep(20);
  });
  expect({ heard, isCancelled }).toEqual({ heard: true, isCancelled: true });
});

test('a stream that nobody reads is not read far ahead', async () => {
  let parts = 0;
  const endless = new ReadableStream({
    pull(stream) {
      parts += 1;
      stream.enqueue(new Uint8Array(64 * 1024));
    },
  });
  await serving(
    () => new Response(endless),
    async (url) => {
      const caller = new AbortController();
      await fetch(url, { signal: caller.signal });
      await sleep(300);
      const before = parts;
      await sleep(300);
      expect(parts).toBe(before);
      caller.abort();
    },
  );
});

test('HEAD gets the headers of GET and no body', async () => {
  await serving(
    () => new Response('text', { headers: { 'x-kind': 'a' } }),
    async (url) => {
      const answer = await fetch(url, { method: 'HEAD' });
      expect(answer.headers.get('x-kind')).toBe('a');
      expect(await answer.text()).toBe('');
    },
  );
});

test('HEAD leaves no stream going behind its answer', async () => {
  let isCancelled = false;
  const endless = new ReadableStream({
    cancel: () => {
      isCancelled = true;
    },
  });
  await serving(
    () => new Response(endless, { headers: { 'content-type': 'text/event-stream' } }),
    async (url) => {
      expect((await fetch(url, { method: 'HEAD' })).headers.get('content-type')).toBe('text/event-stream');
    },
  );
  expect(isCancelled).toBe(true);
});
