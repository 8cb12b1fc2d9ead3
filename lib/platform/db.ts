import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { AppError } from '@/lib/errors';
import { Prisma, PrismaClient } from '@/lib/generated/prisma/client';
import type { Words } from '@/lib/sentence';
import { env } from './env';
import { once } from './once';
import { openPool, SILENCE_LIMIT_MS } from './pool';

export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/**
 * The application's own connection: a role that owns nothing. Tables with an account show it no row;
 * those are reached through `asAccount`, `asWorkspace` and `asSystem` below.
 */
export function db(): PrismaClient {
  return once('db', () => {
    const adapter = new PrismaPg(openPool('queries', env().DATABASE_POOL_SIZE), { disposeExternalPool: true });
    // As patient as the pool: the default gives up on a busy machine while the request would still be answered.
    const transactionOptions = { maxWait: 10_000, timeout: SILENCE_LIMIT_MS };
    return new PrismaClient({ adapter, errorFormat: 'minimal', transactionOptions });
  });
}

/**
 * A statement by the driver alone: one that runs with every call, where Prisma's way around it would cost as much as the
 * call, or one of the job queue, which writes its own. It sees what `db()` sees.
 */
export async function runBare(statement: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  return bare().query(statement, values);
}

function bare(): pg.Pool {
  return once('db-bare', () => openPool('records', 2));
}

/** Rows of one account, and nothing else, whatever the query inside asks for. */
export function asAccount<Result>(accountId: string, work: (tx: Db) => Promise<Result>): Promise<Result> {
  return within('app.account_id', accountId, work);
}

/** Rows of every account of one workspace: for its admins. */
export function asWorkspace<Result>(workspaceId: string, work: (tx: Db) => Promise<Result>): Promise<Result> {
  return within('app.workspace_id', workspaceId, work);
}

/** Rows of everybody: for background jobs, never for a request. */
export function asSystem<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
  return within('app.system', 'on', work);
}

/** The setting ends with the transaction, so a pooled connection never carries one person's rows to the next. */
function within<Result>(setting: string, value: string, work: (tx: Db) => Promise<Result>): Promise<Result> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select set_config(${setting}, ${value}, true)`;
    return work(tx);
  });
}

/** For `.catch`: a broken unique constraint becomes a conflict with these words; the rest passes through. */
export function taken(words: Words) {
  return (error: unknown): never => {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    throw isTaken ? new AppError('conflict', words, { cause: error }) : error;
  };
}
