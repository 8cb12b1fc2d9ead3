import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { passOn } from '@/server/pass-on';
import { withServer } from './server';

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** A server that passes everything on to one that answers so. */
function behind<Result>(answer: Answer, work: (url: string) => Promise<Result>): Promise<Result> {
  return withServer(answer, (url) => {
    const { hostname, port } = new URL(url);
    return withServer((incoming, outgoing) => {
      passOn({ hostname, port }, incoming, outgoing).catch(() => outgoing.destroy());
    }, work);
  });
}

test('method, address, headers and body arrive; status, headers and each cookie come back', async () => {
  const seen: unknown[] = [];
  const echo: Answer = async (incoming, outgoing) => {
    let body = '';
    for await (const piece of incoming) body += piece;
    seen.push(incoming.method, incoming.url, incoming.headers['x-own'], body);
    outgoing.writeHead(201, { 'Set-Cookie': ['a=1', 'b=2'], 'Content-Type': 'text/plain' });
    outgoing.end('made');
  };
  await behind(echo, async (url) => {
    const answer = await fetch(`${url}/some/path?x=1`, { method: 'DELETE', headers: { 'x-own': 'yes' }, body: 'body' });
    expect([answer.status, answer.headers.getSetCookie(), await answer.text()]).toEqual([201, ['a=1', 'b=2'], 'made']);
  });
  expect(seen).toEqual(['DELETE', '/some/path?x=1', 'yes', 'body']);
});

test('bytes of a header outside of ASCII arrive as they were sent', async () => {
  const seen: unknown[] = [];
  const echo: Answer = (incoming, outgoing) => {
    seen.push(incoming.headers['x-user-id']);
    outgoing.end();
  };
  const names = ['jos\u00e9', Buffer.from('josé').toString('latin1'), Buffer.from('李').toString('latin1')];
  await behind(echo, async (url) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      for (const name of names) await fetch(url, { method, headers: { 'x-user-id': name } });
    }
  });
  expect(seen).toEqual([...names, ...names, ...names]);
});

test('what the answer varies by is added to what was said before it', async () => {
  const varying: Answer = (_, outgoing) => outgoing.writeHead(200, { Vary: 'Accept-Encoding' }).end();
  await withServer(varying, async (web) => {
    const { hostname, port } = new URL(web);
    const server: Answer = (incoming, outgoing) => {
      outgoing.setHeader('Vary', 'Origin');
      passOn({ hostname, port }, incoming, outgoing).catch(() => outgoing.destroy());
    };
    await withServer(server, async (url) => {
      expect((await fetch(url)).headers.get('vary')).toBe('Origin, Accept-Encoding');
    });
  });
});

test('a stream arrives piece by piece, and ends upstream when the caller hangs up', async () => {
  let closed: Promise<unknown> = Promise.reject(new Error('never asked'));
  closed.catch(() => {});
  const stream: Answer = (_, outgoing) => {
    closed = once(outgoing, 'close');
    outgoing.write('first');
  };
  await behind(stream, async (url) => {
    const asked = request(url).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const [piece] = await once(answer, 'data');
    expect(String(piece)).toBe('first');
    asked.destroy();
    await closed;
  });
});

test('an answer that breaks off is not passed for a whole one', async () => {
  const breaking: Answer = (_, outgoing) => {
    outgoing.writeHead(200, { 'Content-Length': 100 });
    outgoing.write('half');
    setTimeout(() => outgoing.destroy(), 50);
  };
  await behind(breaking, async (url) => {
    const answer = await fetch(url);
    await expect(answer.text()).rejects.toThrow();
  });
});

test('a caller that cannot read chunks gets none', async () => {
  const chunked: Answer = (_, outgoing) => {
    outgoing.write('one, ');
    outgoing.end('two');
  };
  await behind(chunked, async (url) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write('GET / HTTP/1.0\r\n\r\n');
    let text = '';
    for await (const piece of socket) text += piece;
    expect(text).not.toMatch(/transfer-encoding/i);
    expect(text).toMatch(/\r\n\r\none, two$/);
  });
});

test.each(['GET', 'POST'])('a %s that announces a trailer does no harm', async (method) => {
  const seen: (string | undefined)[] = [];
  const answer: Answer = (incoming, outgoing) => {
    seen.push(incoming.headers.trailer);
    incoming.resume().once('end', () => outgoing.end('fine'));
  };
  await behind(answer, async (url) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const body = method === 'POST' ? 'Content-Length: 4\r\n\r\nbody' : '\r\n';
    socket.write(`${method} / HTTP/1.1\r\nHost: x\r\nTrailer: x-late\r\nConnection: close\r\n${body}`);
    let text = '';
    for await (const piece of socket) text += piece;
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
  });
  expect(seen).toEqual([undefined]);
});

test('a refusal that read nothing of a large body does not hold up the next request of the connection', async () => {
  const refuse: Answer = (incoming, outgoing) => {
    if (incoming.method === 'GET') outgoing.end('second');
    else outgoing.writeHead(401).end('first');
  };
  await behind(refuse, async (url) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (piece) => {
      text += piece;
    });
    const body = 'x'.repeat(400 * 1024);
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await Promise.race([once(socket, 'close'), sleep(3000)]);
    socket.destroy();
    expect(text).toMatch(/first.*second/s);
  });
});

test('for a caller that has gone already, nothing is asked', async () => {
  let asked = 0;
  await withServer(
    (_, outgoing) => {
      asked += 1;
      outgoing.end();
    },
    (url) => {
      const { hostname, port } = new URL(url);
      let passed: Promise<void> = Promise.resolve();
      return withServer(
        (incoming, outgoing) => {
          outgoing.once('close', () => {
            passed = passOn({ hostname, port }, incoming, outgoing);
            passed.catch(() => {});
          });
        },
        async (front) => {
          const socket = connect(Number(new URL(front).port), '127.0.0.1');
          socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
          await sleep(50);
          socket.destroy();
          await sleep(50);
          await expect(passed).rejects.toThrow('hung up');
        },
      );
    },
  );
  expect(asked).toBe(0);
});
