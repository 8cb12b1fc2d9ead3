import { ProtocolError } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { log } from '@/lib/platform/log';
import { announce, onChange } from '@/lib/platform/notify';
import { lazily } from '@/lib/platform/once';
import { hashToken } from '@/lib/platform/seal/token';
import type { Caller } from './caller';
import { sessionOf } from './session';

export const CANCELLED = 'notifications/cancelled';

const Cancelled = z.object({
  method: z.literal(CANCELLED),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});

const RPC_CANCELLED = -32000;

/** The end of a call that its client cancelled. The protocol wants no answer to it; where one is due, it says so. */
export class CallCancelled extends ProtocolError {
  constructor(message: string) {
    super(RPC_CANCELLED, message);
  }
}

type RpcId = string | number;
type Running = {
  calls: Map<string, AbortController>;
  /** Cancellations that came before their call, each with the moment it is forgotten. */
  early: Map<string, number>;
};

/** A client may send both at once, on two connections. */
const EARLY_FOR_MS = 5_000;
const MAX_EARLY = 1_000;

const running = lazily('mcp:running-calls', (): Running => {
  onChange((change) => {
    if (change?.cancelled_call && !cancelHere(change.cancelled_call)) rememberEarly(change.cancelled_call);
  });
  return { calls: new Map(), early: new Map() };
});

/**
 * Before revision 2026-07-28 a client cancels with a message of its own, which may reach another process than the one
 * that runs the call. A call is found by its session, its id in that session, and the key it was made with, so nobody
 * cancels somebody else's. Null without a session: ids repeat between clients.
 */
export function startCancellable(caller: Caller, headers: Headers, id: RpcId) {
  const session = sessionOf(headers);
  if (session === null) return null;
  const { calls, early } = running();
  const name = nameOf(caller, session, id);
  const controller = new AbortController();
  if ((early.get(name) ?? 0) > Date.now()) controller.abort();
  calls.set(name, controller);
  return {
    signal: controller.signal,
    end: () => {
      if (calls.get(name) === controller) calls.delete(name);
    },
  };
}

/** Cancels a running call in whichever process it is. Any other message is left alone. */
export async function cancelIfAsked(caller: Caller, headers: Headers, message: unknown): Promise<void> {
  const session = sessionOf(headers);
  const cancelled = session === null ? undefined : Cancelled.safeParse(message).data;
  if (session === null || !cancelled) return;
  const name = nameOf(caller, session, cancelled.params.requestId);
  running(); // from now on this process hears of cancellations that reach another
  if (cancelHere(name)) return;
  await announce({ table: 'mcp_calls', cancelled_call: name }).catch((cause) =>
    log().warn({ cause }, 'a cancelled call could not be announced to the other processes'),
  );
}

function cancelHere(name: string): boolean {
  const call = running().calls.get(name);
  call?.abort();
  return call !== undefined;
}

function rememberEarly(name: string): void {
  const { early } = running();
  for (const [other, until] of early) if (until < Date.now() || early.size >= MAX_EARLY) early.delete(other);
  early.set(name, Date.now() + EARLY_FOR_MS);
}

/** As a hash, because it travels through the database's notifications. */
function nameOf({ principal }: Caller, session: string, id: RpcId): string {
  const { workspaceId, accountId, keyId, userId } = principal;
  return hashToken(JSON.stringify([workspaceId, accountId, keyId ?? userId, session, id]));
}
