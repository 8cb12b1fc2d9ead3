import type { ServerEvent, ServerEventBus } from '@modelcontextprotocol/server';
import { openToolbox } from '@/lib/calls/open-toolbox';
import { listAsText } from '@/lib/calls/tool-list';
import { findAgentGrants } from '@/lib/domain/gateway/agent-grants';
import { accountFor } from '@/lib/domain/identity/accounts';
import { type Change, onChange } from '@/lib/platform/notify';
import type { Caller } from './caller';

/** Several changes in a row are one to a client, which would fetch the list for each of them. */
const SETTLE_MS = 200;

const TABLES = new Set(['profiles', 'connections', 'agents', 'agent_versions', 'tools', 'provider_settings']);

/**
 * What a client that listens is told of: that its own list is no longer what it was. Heard from the database, so it
 * holds whichever process made the change.
 */
export function changesFor(caller: Caller): ServerEventBus {
  return {
    publish: () => {},
    subscribe(listener) {
      if (caller.usesSearch) return () => {}; // its three tools are always the same
      let current = caller;
      let known: Promise<string> | null = listOf(current);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const look = async () => {
        const before = await known;
        current = await withAccountByNow(current);
        known = listOf(current);
        if ((await known) !== before) listener({ kind: 'tools_list_changed' } satisfies ServerEvent);
      };
      const stop = onChange((change) => {
        if (!concerns(change, current)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void look().catch(() => {}), SETTLE_MS);
      });
      return () => {
        clearTimeout(timer);
        known = null;
        stop();
      };
    },
  };
}

/** Somebody unknown when they began to listen may have an account since; nothing was made for them meanwhile. */
async function withAccountByNow(caller: Caller): Promise<Caller> {
  const { principal, userNamed } = caller;
  if (principal.accountId !== null || userNamed === null) return caller;
  const accountId = await accountFor(principal, userNamed, { create: false });
  return { ...caller, principal: { ...principal, accountId } };
}

async function listOf({ principal, agent }: Caller): Promise<string> {
  const current = agent && (await findAgentGrants(principal, agent.id));
  return listAsText(await openToolbox(principal, current));
}

/** Null means that changes may have been missed. */
function concerns(change: Change | null, { principal }: Caller): boolean {
  if (change === null) return true;
  if (!TABLES.has(change.table)) return false;
  return change.account_id === undefined || [null, change.account_id].includes(principal.accountId);
}
