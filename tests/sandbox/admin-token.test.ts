import { expect, test } from 'vitest';
import { withSandbox } from './running';

const { url } = withSandbox({ token: 'made at the start' });

test('other users of the machine neither see what was sent nor pull the handles', async () => {
  for (const path of ['/outbox', '/admin/calls', '/admin/faults']) {
    expect((await fetch(url() + path)).status).toBe(401);
    expect((await fetch(url() + path, { headers: { 'x-sandbox-token': 'guessed' } })).status).toBe(401);
    expect((await fetch(url() + path, { headers: { 'x-sandbox-token': 'made at the start' } })).status).toBe(200);
  }
  expect((await fetch(`${url()}/health`)).status).toBe(200);
  expect((await fetch(`${url()}/icons/gmail.svg`)).status).toBe(200);
});
