import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { route } from '@/lib/http/route';
import { log } from '@/lib/platform/log';
import { listen } from '@/tests/support/http-server';

afterEach(() => void vi.restoreAllMocks());

const LENGTH = 'content-length: 100\r\n\r\n{"hello"';
const CHUNKED = 'transfer-encoding: chunked\r\n\r\n64\r\n{"hello"';

test.each([
  ['whose length it announced', LENGTH],
  ['in pieces', CHUNKED],
])('a caller that hangs up in the middle of a body %s is no error of ours', async (_, rest) => {
  const logged = vi.spyOn(log(), 'error').mockImplementation(() => {});
  const Body = z.object({ hello: z.string() });
  const POST = route({ access: { public: true }, audit: null, body: Body, output: Body }, async ({ body }) => body);
  const statuses: number[] = [];
  const server = await listen(async (request) => {
    const answer = await POST(request, { params: Promise.resolve({}) });
    statuses.push(answer.status);
    return answer;
  });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`POST /api/test HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${rest}`);
  setTimeout(() => socket.destroy(), 100);
  await expect.poll(() => statuses, { timeout: 5_000 }).toEqual([400]);
  expect(logged).not.toHaveBeenCalled();
  await server.close();
});
