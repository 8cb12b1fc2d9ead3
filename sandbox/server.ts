import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { adminRoutes } from './admin';
import { openCatalogue } from './apps/catalogue';
import { iconOf } from './apps/icon';
import { createCalls } from './calls';
import { composioMcp } from './composio/mcp';
import { composioServer } from './composio/server';
import { consentRoutes } from './consent/consent';
import { createFaults } from './faults';
import { type Call, ConnectionReset, json, readCall, writeReply } from './http';
import { pipedreamMcp } from './pipedream/mcp';
import { pipedreamServer } from './pipedream/server';
import { serveProvider } from './provider';
import { dispatch, type Route, route } from './router';
import { DEFAULT_SETTINGS, type Sandbox } from './sandbox';
import { openStore } from './state';

export type SandboxOptions = {
  port: number;
  host?: string;
  /** How a browser reaches it, when that is not the address it listens on. */
  publicBaseUrl?: string;
  /** Where the consent pages open, when that is not below `publicBaseUrl`: real providers have an origin of their own. */
  consentBaseUrl?: string;
  stateFile?: string;
  /** Needed for its outbox and its handles. */
  token?: string | undefined;
  apps?: 'known' | 'synthetic';
};

export type RunningSandbox = { url: string; port: number; stop(): Promise<void> };

/** Starts the stand-in for both providers. Port 0 takes any free one. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { host = '127.0.0.1' } = options;
  const server = createServer();
  const port = await listen(server, options.port, host);
  const url = `http://${host}:${port}`;
  const store = openStore(options.stateFile);
  const sandbox: Sandbox = {
    url,
    token: options.token ?? null,
    publicUrl: withoutSlash(options.publicBaseUrl ?? url),
    consentUrl: withoutSlash(options.consentBaseUrl ?? options.publicBaseUrl ?? url),
    catalogue: openCatalogue(options.apps ?? 'known'),
    store,
    faults: createFaults(),
    calls: createCalls(),
    settings: { ...DEFAULT_SETTINGS },
    toolsChanged() {
      pipedreamMcp.handler.notify.toolsChanged();
      composioMcp.handler.notify.toolsChanged();
    },
  };
  server.on('request', (request, response) => void answer(sandbox, request, response));

  return {
    url,
    port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      store.flush();
    },
  };
}

const ownRoutes: Route[] = [...adminRoutes, ...consentRoutes, route('GET', '/icons/:name', serveIcon)];

async function answer(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse) {
  try {
    const call = await readCall(sandbox, request, response);
    await writeReply(await replyTo(call), response);
  } catch (error) {
    if (response.destroyed) return sandbox.calls.count('aborted');
    if (error instanceof ConnectionReset) return void request.socket.resetAndDestroy();
    if (response.headersSent) return void response.destroy();
    const message = error instanceof Error ? error.message : 'The sandbox failed.';
    await writeReply(json({ error: message }, 500), response).catch(() => response.destroy());
  }
}

async function replyTo(call: Call): Promise<Response> {
  for (const provider of [pipedreamServer, composioServer]) {
    if (call.path.startsWith(`${provider.prefix}/`)) return serveProvider(provider, call);
  }
  if (isLocked(call)) return json({ error: 'This needs the token that the sandbox was started with.' }, 401);
  return (await dispatch(ownRoutes, call, call.path)) ?? json({ error: 'There is no such page.' }, 404);
}

/** Other users of the machine reach the port, too: what was sent and what shall fail is not theirs to see or change. */
function isLocked({ sandbox: { token }, path, headers }: Call): boolean {
  if (token === null || !/^\/(admin|outbox)(\/|$)/.test(path)) return false;
  return !isSame(headers.get('x-sandbox-token') ?? '', token);
}

function isSame(sent: string, token: string): boolean {
  const [a, b] = [sent, token].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function serveIcon({ sandbox, params }: Call): Response {
  const app = sandbox.catalogue.app((params.name ?? '').replace(/\.svg$/, ''));
  if (!app) return json({ error: 'There is no such icon.' }, 404);
  return new Response(iconOf(app), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'public, max-age=86400' },
  });
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
