import PgBoss from 'pg-boss';
import type * as z from 'zod';
import { runBare } from './db';
import { env } from './env';
import { log } from './log';
import { forget, once } from './once';

/** Work that outlives a request. It may run in any process, more than once, and after a restart. */
export type Job<Data extends object> = {
  name: string;
  schema: z.ZodType<Data>;
  /** A cron line in UTC. A scheduled job runs in one process at a time, with an empty object as its data. */
  every?: string;
  /** Runs once more when a process starts, without waiting for its next time. */
  atStart?: boolean;
  retryLimit?: number;
  retryDelayS?: number;
  expireInS?: number;
  run(data: Data): Promise<void>;
};

/** A job whose data was checked on the way in, so that a list can hold them all. */
export type AnyJob = Omit<Job<object>, 'schema' | 'run'> & { run(data: unknown): Promise<void> };

export type DefinedJob<Data extends object> = AnyJob & { readonly data?: Data };

export function defineJob<Data extends object>({ schema, run, ...job }: Job<Data>): DefinedJob<Data> {
  return { ...job, run: async (data) => run(schema.parse(data)) };
}

const NAME = 'job-queue';
const STOP_LIMIT_MS = 20_000;

/** Starts working on these jobs in this process. */
export async function startWorking(jobs: readonly AnyJob[]): Promise<void> {
  const queue = await open();
  for (const job of jobs) {
    await makeQueue(queue, job);
    await queue.work<object>(job.name, { pollingIntervalSeconds: job.every ? 5 : 2 }, ([work]) => perform(job, work));
    if (job.every) await queue.schedule(job.name, job.every, {}, { tz: 'UTC' });
    if (job.atStart) await queue.send(job.name, {});
  }
}

/** Lets what is running finish, for a while; what does not is taken up again by another process. */
export async function stopWorking(): Promise<void> {
  const opened = once<Promise<PgBoss> | null>(NAME, () => null);
  forget(NAME);
  const queue = await opened?.catch(() => null);
  await queue?.stop({ graceful: true, wait: true, timeout: STOP_LIMIT_MS });
}

/**
 * Hands work to whichever process is free. With a key, it is done once in half a minute at most: a second one waits
 * for its time, and a third is not added to it.
 */
export async function enqueue<Data extends object>(job: DefinedJob<Data>, data: Data, key?: string): Promise<void> {
  const queue = sender();
  await makeQueue(queue, job);
  const inTurn = { singletonKey: key, singletonSeconds: 30, singletonNextSlot: true };
  await queue.send(job.name, data, key === undefined ? {} : inTurn);
}

async function perform(job: AnyJob, work: PgBoss.Job<object> | undefined): Promise<void> {
  try {
    await job.run(work?.data ?? {});
  } catch (cause) {
    log().error({ cause, job: job.name }, 'a job failed');
    throw cause;
  }
}

/** The tables were made at migration; this connection could not. */
function open(): Promise<PgBoss> {
  return once(NAME, () => {
    const queue = new PgBoss({
      connectionString: env().DATABASE_APP_URL,
      application_name: 'patchbay-jobs',
      max: 3,
      migrate: false,
    });
    queue.on('error', (cause) => log().warn({ cause }, 'the job queue does not answer'));
    return queue.start();
  });
}

/** Works on nothing and looks after nothing, so it needs no connections of its own and nothing has to stop it. */
function sender(): PgBoss {
  return once('job-sender', () => new PgBoss({ db: { executeSql: runBare }, migrate: false }));
}

/** One that is there stays as it is. */
async function makeQueue(queue: PgBoss, { name, every, ...job }: AnyJob): Promise<void> {
  await queue.createQueue(name, {
    name,
    // One waiting and one running are enough of what comes again by itself.
    policy: every ? 'stately' : 'standard',
    retryLimit: job.retryLimit ?? (every ? 0 : 5),
    retryDelay: job.retryDelayS ?? 10,
    retryBackoff: true,
    expireInSeconds: job.expireInS ?? 900,
  });
}
