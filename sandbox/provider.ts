import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from './faults';
import { type Call, ConnectionReset } from './http';
import type { ProviderName } from './outbox';
import { dispatch, type Route } from './router';

/** What a stand-in for a provider is: its routes, whose app a call is about, and how it words a failure. */
export type ProviderServer = {
  name: ProviderName;
  prefix: string;
  routes: Route[];
  appOf(call: Call): string | null;
  refuse(status: number, retryAfterS: number | null): Response;
};

/** Answers as the provider would, or as badly as the faults say. */
export async function serveProvider(server: ProviderServer, call: Call): Promise<Response> {
  const { latencyMs, failure, when } = call.sandbox.faults.draw({ provider: server.name, app: server.appOf(call) });
  if (latencyMs > 0) await sleep(latencyMs, undefined, { signal: call.signal });
  if (failure && when === 'before' && failure.kind !== 'slowBody') return failWith(server, failure);
  const path = call.path.slice(server.prefix.length);
  const reply = (await dispatch(server.routes, call, path)) ?? server.refuse(404, null);
  if (!failure) return reply;
  return failure.kind === 'slowBody' ? slowly(reply, failure.overMs) : failWith(server, failure);
}

function failWith(server: ProviderServer, failure: Exclude<Failure, { kind: 'slowBody' }>): Response {
  if (failure.kind === 'reset') throw new ConnectionReset();
  if (failure.kind === 'status') return server.refuse(failure.status, failure.retryAfterS);
  return new Response('{"data": [{"id": "trunc', { headers: { 'content-type': 'application/json' } });
}

const PIECES = 20;

/** Headers at once, then the body in crumbs: what a time-out that stops at the headers never notices. */
function slowly(reply: Response, overMs: number): Response {
  let whole: Uint8Array | null = null;
  let from = 0;
  const crumbs = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        whole ??= new Uint8Array(await reply.arrayBuffer());
        if (from >= whole.length) return controller.close();
        await sleep(overMs / PIECES);
        const size = Math.max(1, Math.ceil(whole.length / PIECES));
        controller.enqueue(whole.subarray(from, from + size));
        from += size;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(crumbs, { status: reply.status, headers: reply.headers });
}
