import { setTimeout as pause } from 'node:timers/promises';
import type { AuditActor } from '@/lib/contracts/audit';
import type { ExecutionStatus } from '@/lib/contracts/execution';
import { insertCalls } from '@/lib/domain/records/executions';
import { AppError, databaseUnavailable } from '@/lib/errors';
import { isDatabaseOutage } from '@/lib/platform/database-outage';
import { log } from '@/lib/platform/log';
import { gauge } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/once';
import { storableJson } from '@/lib/platform/storable-json';
import { say } from '@/lib/sentence';

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

type Options = {
  /** For a call that reached its app: where the database is away, the record is written as soon as it is back. */
  mustBeWritten: boolean;
};

type Waiting = Options & {
  id: string;
  call: string;
  plain: string;
  event: string | null;
  done: () => void;
  failed: (error: AppError) => void;
  isAnswered: boolean;
};
type Group = {
  waiting: Waiting[];
  writing: number;
  isWriting: boolean;
  /** When the write began that has not ended. */
  since: number | null;
  /** The last write found no database. */
  isAway: boolean;
};

const MAX_IN_GROUP = 500;
/** A record that is not written by then has its call answered as one whose record is missing. */
const RECORD_LIMIT_MS = 10_000;
const RETRY_AFTER_MS = 500;
/** In characters of JSON, of all records that wait for the database to come back. */
const MAX_KEPT_LENGTH = 32 * 1024 * 1024;

const group = () =>
  once('call-records', (): Group => ({ waiting: [], writing: 0, isWriting: false, since: null, isAway: false }));

gauge({
  name: 'patchbay_records_waiting',
  help: 'Calls that have ended and whose record is still to be written.',
  collect(records) {
    const { waiting, writing } = group();
    records.set(waiting.length + writing);
  },
});

/** Throws while records cannot be written, so that no tool is run of which nobody would hear. */
export function assertRecordable(): void {
  const { isAway, since } = group();
  const isStuck = since !== null && Date.now() - since > RECORD_LIMIT_MS;
  if (isAway || isStuck) throw unwritten(new RecordsStuck(), false);
}

class RecordsStuck extends Error {
  override readonly name = 'RecordsStuck';
  override readonly stack = undefined;
  override readonly message = 'records cannot be written at the moment';
}

/**
 * Puts a call on record and returns when it is there for good, so that no call is answered that a crash could make
 * unheard of. Calls that end while a group is being written form the next: a busy gateway writes hundreds at once, an
 * idle one waits for nobody. Throws where the database is away; `isUnrecorded` then says that no record will follow.
 */
export async function recordCall(
  record: CallRecord,
  { parameters, response }: Payloads,
  opening: Opening | null,
  { mustBeWritten }: Options = { mustBeWritten: false },
): Promise<void> {
  if (!mustBeWritten) assertRecordable();
  const { id } = record;
  const plain = storableJson(JSON.stringify(record));
  const call = `${plain.slice(0, -1)},"parameters":${parameters ?? 'null'},"response":${response ?? 'null'}}`;
  const event = opening && toEvent(record, opening);
  return new Promise((resolve, reject) => {
    const current = group();
    const timer = setTimeout(() => {
      reject(unwritten(new RecordsStuck(), mustBeWritten));
    }, RECORD_LIMIT_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const failed = (error: AppError) => {
      clearTimeout(timer);
      reject(error);
    };
    current.waiting.push({ id, call, plain, event, done, failed, mustBeWritten, isAnswered: false });
    if (!current.isWriting) {
      current.isWriting = true;
      setImmediate(() => void writeGroups(current));
    }
  });
}

/** Waits for the records that are still to be written, for a process that is about to end. */
export async function writeRemainingRecords(limitMs: number): Promise<void> {
  const until = Date.now() + limitMs;
  while (group().isWriting && Date.now() < until) await pause(50);
  const { waiting } = group();
  if (waiting.length > 0) {
    log().error({ execution_ids: waiting.map(({ id }) => id) }, 'the process ends before these calls are on record');
  }
}

async function writeGroups(current: Group): Promise<void> {
  while (current.waiting.length > 0) {
    const batch = current.waiting.splice(0, MAX_IN_GROUP);
    current.writing = batch.length;
    current.since = Date.now();
    const remaining = await writeBatch(batch);
    current.writing = 0;
    current.since = null;
    current.isAway = remaining !== null;
    if (!remaining) continue;
    // Records that arrived meanwhile would meet the same outage.
    const unwritten = [...remaining.batch, ...current.waiting.splice(0)];
    current.waiting.push(...keepWhatMust(unwritten, remaining.cause));
    await pause(RETRY_AFTER_MS);
  }
  current.isAway = false;
  current.isWriting = false;
}

type Remaining = { batch: Waiting[]; cause: unknown };

/** Null once each of them was written or given up; otherwise those for which there was no database. */
async function writeBatch(batch: Waiting[]): Promise<Remaining | null> {
  try {
    await write(batch);
    for (const { done } of batch) done();
    return null;
  } catch (cause) {
    return isDatabaseOutage(cause) ? { batch, cause } : writeEach(batch);
  }
}

function write(batch: readonly Waiting[]): Promise<void> {
  const calls = batch.map(({ call }) => call).join(',');
  const events = batch.flatMap(({ event }) => event ?? []).join(',');
  return insertCalls(`[${calls}]`, `[${events}]`);
}

/** One record that the database does not take must not cost the others theirs; it is kept without its payloads. */
async function writeEach(batch: Waiting[]): Promise<Remaining | null> {
  for (const [at, waiting] of batch.entries()) {
    const cause = await write([waiting])
      .catch((error: unknown) => {
        if (isWritten(error) || isDatabaseOutage(error)) throw error;
        return write([{ ...waiting, call: waiting.plain }]);
      })
      .then(
        () => null,
        (error: unknown) => error,
      );
    if (cause === null || isWritten(cause)) waiting.done();
    else if (isDatabaseOutage(cause)) return { batch: batch.slice(at), cause };
    else giveUp(waiting, new AppError('internal', say('general.internal'), { isUnrecorded: true, cause }));
  }
  return null;
}

/** An earlier try was committed, and the connection was lost before the answer came. */
function isWritten(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

/** Answers all of them at once, and returns those that are written when the database is back. */
function keepWhatMust(batch: readonly Waiting[], cause: unknown): Waiting[] {
  let length = 0;
  const kept = batch.filter(({ mustBeWritten, call }) => {
    if (!mustBeWritten) return false;
    length += call.length;
    return length <= MAX_KEPT_LENGTH;
  });
  const isKept = new Set(kept);
  const isNew = kept.filter(({ isAnswered }) => !isAnswered);
  if (isNew.length > 0) {
    const ids = isNew.map(({ id }) => id);
    log().warn({ cause, execution_ids: ids }, 'calls are put on record as soon as the database is back');
  }
  for (const waiting of batch) {
    waiting.isAnswered = true;
    if (waiting.mustBeWritten && !isKept.has(waiting)) giveUp(waiting, unwritten(cause, false));
    else waiting.failed(unwritten(cause, waiting.mustBeWritten));
  }
  return kept;
}

function giveUp({ id, failed }: Waiting, error: AppError): void {
  log().error({ cause: error.cause, execution_id: id }, 'a call could not be put on record');
  failed(error);
}

function unwritten(cause: unknown, isKept: boolean): AppError {
  return databaseUnavailable(cause, isKept ? {} : { isUnrecorded: true });
}

function toEvent({ id, executed_at, tool_name }: CallRecord, opening: Opening): string {
  const detail = { why: 'tool call', tool: tool_name, execution_id: id };
  return JSON.stringify({ ...opening, action: 'credentials.opened', detail, at: executed_at });
}
