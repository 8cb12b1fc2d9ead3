import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { UrlElicitationRequiredError } from '@modelcontextprotocol/sdk/types.js';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { stateIn, TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeKey, makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin, database } = useProduct();
const endpoint = useMcpEndpoint();
const info = { name: 'test', version: '1' };
const mail = { name: 'gmail_send_email', arguments: { to: 'ada@example.com', subject: 'Hello', body: 'Hi' } };
const LINK = /^http:\/\/127\.0\.0\.1:3000\/connect\/[\w-]{20,}$/;

let requestInit: RequestInit;

beforeAll(() => readCatalogues('gmail'));
beforeEach(async () => {
  const { key } = await makeKey(await makeWorkspace(), ['tools:read', 'tools:execute']);
  requestInit = { headers: { authorization: `Bearer ${key}`, 'x-user-id': 'customer-7' } };
});

const address = () => new URL(`${endpoint()}/mcp`);

/** What a person does who is shown the link. */
async function follow(link: string): Promise<void> {
  expect(link).toMatch(LINK);
  const customer = new TestBrowser();
  const page = await customer.connect(link, { identity: 'jane@example.com' });
  await customer.confirm(stateIn(page), 'yes');
}

describe('a call of an app that is not connected', () => {
  test('in revision 2026-07-28 opens the page in a client that can, and then succeeds', async () => {
    const client = new ClientV2(info, {
      capabilities: { elicitation: { url: {} } },
      versionNegotiation: { mode: 'auto' },
    });
    let shown = 0;
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      shown += 1;
      if (params.mode !== 'url') throw new Error('not a page');
      await follow(params.url);
      return { action: 'accept' };
    });
    await client.connect(new TransportV2(address(), { requestInit }));
    expect((await client.callTool(mail)).isError).toBeFalsy();
    expect(shown).toBe(1);
    expect((await admin('GET', '/outbox')).outbox).toHaveLength(1);
    await client.close();
  });

  test('gives the same link to an agent that asks in a loop, and another one once it was used', async () => {
    const client = new ClientV1(info, { capabilities: { elicitation: { url: {} } } });
    await client.connect(new TransportV1(address(), { requestInit }));
    const linkFor = async () => {
      const error = await client.callTool(mail).catch((caught: unknown) => caught);
      return (error as UrlElicitationRequiredError).elicitations[0]?.url ?? '';
    };
    const first = await linkFor();
    expect(await linkFor()).toBe(first);
    await follow(first);
    await database.query('delete from profiles');
    await expect.poll(linkFor).toMatch(LINK);
    const second = await linkFor();
    expect(second).not.toBe(first);
    await follow(second);
    // What is kept of profiles hears of the new one a moment later.
    await expect.poll(() => client.callTool(mail).then(({ isError }) => !isError)).toBe(true);
    await client.close();
  });

  test('in revision 2026-07-28 asks once: who declines is told in words, with the link', async () => {
    const client = new ClientV2(info, {
      capabilities: { elicitation: { url: {} } },
      versionNegotiation: { mode: 'auto' },
    });
    let shown = 0;
    client.setRequestHandler('elicitation/create', () => {
      shown += 1;
      return { action: 'decline' };
    });
    await client.connect(new TransportV2(address(), { requestInit }));
    const result = await client.callTool(mail);
    expect(shown).toBe(1);
    expect(result).toMatchObject({ isError: true, _meta: { 'patchbay/error': { code: 'needs_connection' } } });
    await client.close();
  });

  test('in revision 2025-11-25 is the error that carries the page, to a client that opens pages', async () => {
    const client = new ClientV1(info, { capabilities: { elicitation: { url: {} } } });
    await client.connect(new TransportV1(address(), { requestInit }));
    const error = await client.callTool(mail).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UrlElicitationRequiredError);
    const [elicitation] = (error as UrlElicitationRequiredError).elicitations;
    expect(elicitation).toMatchObject({ mode: 'url', message: 'Gmail is not connected yet.' });
    await follow(elicitation?.url ?? '');
    expect((await client.callTool(mail)).isError).toBeFalsy();
    await client.close();
  });

  test.each([
    ['nothing', {}],
    ['forms only', { elicitation: { form: {} } }],
  ])('is an answer in words with the link, to a client of either revision that has %s', async (_, capabilities) => {
    const former = new ClientV1(info, { capabilities });
    await former.connect(new TransportV1(address(), { requestInit }));
    const modern = new ClientV2(info, { capabilities, versionNegotiation: { mode: 'auto' } });
    await modern.connect(new TransportV2(address(), { requestInit }));
    for (const client of [former, modern]) {
      const { isError, _meta, content } = await client.callTool(mail);
      expect(isError).toBe(true);
      const { action } = z.object({ action: z.object({ url: z.string() }) }).parse(_meta?.['patchbay/error']);
      expect(action.url).toMatch(LINK);
      expect(JSON.stringify(content)).toContain(action.url);
      await client.close();
    }
  });
});
