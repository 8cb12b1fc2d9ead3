import type { AuditActor } from '@/lib/contracts/audit';
import type { ExecutionStatus } from '@/lib/contracts/execution';
import { insertCalls } from '@/lib/domain/records/executions';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/platform/log';
import { gauge } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/once';

export type CallRecord = {
  id: string;
  executed_at: string;
  account_id: string;
  profile_id: string | null;
  agent_id: string | null;
  key_id: string | null;
  provider: string;
  app_slug: string;
  tool_name: string;
  status: ExecutionStatus;
  error_code: string | null;
  error: string | null;
  attempts: number;
  duration_ms: number;
  request_id: string;
};

/** JSON text each; null when the workspace keeps neither. */
export type Payloads = { parameters: string | null; response: string | null };

/** That a profile's credentials were opened for this call, for the audit trail. */
export type Opening = { workspace_id: string; account_id: string; actor: AuditActor; subject: string };

type Waiting = {
  call: string;
  plain: string;
  event: string | null;
  done: () => void;
  failed: (error: unknown) => void;
};
type Group = { waiting: Waiting[]; writing: number; isWriting: boolean };

const MOST_IN_GROUP = 500;
const group = () => once('call-records', (): Group => ({ waiting: [], writing: 0, isWriting: false }));

gauge({
  name: 'patchbay_records_waiting',
  help: 'Calls that have ended and are answered as soon as their record is written.',
  collect(records) {
    const { waiting, writing } = group();
    records.set(waiting.length + writing);
  },
});

/**
 * Puts a call on record and returns when it is there for good, so that no call is answered that a crash could make
 * unheard of. Calls that end while a group is being written form the next: a busy gateway writes hundreds at once, an
 * idle one waits for nobody.
 */
export function recordCall(
  record: CallRecord,
  { parameters, response }: Payloads,
  opening: Opening | null,
): Promise<void> {
  const plain = JSON.stringify(record);
  const call = `${plain.slice(0, -1)},"parameters":${parameters ?? 'null'},"response":${response ?? 'null'}}`;
  const event = opening && toEvent(record, opening);
  return new Promise((done, failed) => {
    const current = group();
    current.waiting.push({ call, plain, event, done, failed });
    if (!current.isWriting) {
      current.isWriting = true;
      setImmediate(() => void writeGroups(current));
    }
  });
}

async function writeGroups(current: Group): Promise<void> {
  while (current.waiting.length > 0) {
    const batch = current.waiting.splice(0, MOST_IN_GROUP);
    current.writing = batch.length;
    try {
      await write(batch);
      for (const { done } of batch) done();
    } catch {
      await writeEach(batch);
    }
  }
  current.writing = 0;
  current.isWriting = false;
}

function write(batch: readonly Waiting[]): Promise<void> {
  const calls = batch.map(({ call }) => call).join(',');
  const events = batch.flatMap(({ event }) => event ?? []).join(',');
  return insertCalls(`[${calls}]`, `[${events}]`);
}

/** One record that the database does not take must not cost the others theirs; it is kept without its payloads. */
async function writeEach(batch: readonly Waiting[]): Promise<void> {
  for (const waiting of batch) {
    await write([waiting])
      .catch(() => write([{ ...waiting, call: waiting.plain }]))
      .then(waiting.done, (cause) => {
        log().error({ cause }, 'a call could not be put on record');
        waiting.failed(new AppError('internal', 'Something went wrong on our side.', { cause }));
      });
  }
}

function toEvent({ id, executed_at, tool_name }: CallRecord, opening: Opening): string {
  const detail = { why: 'tool call', tool: tool_name, execution_id: id };
  return JSON.stringify({ ...opening, action: 'credentials.opened', detail, at: executed_at });
}
