import type pg from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { type Allowance, AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { log } from './log';
import { counter } from './metrics';
import { once } from './once';
import { openPool } from './pool';
import { redis, soon } from './redis';

export type Limit = {
  name: string;
  points: number;
  windowS: number;
  /** After the last point, refused for this long; the window itself when absent. */
  blockS?: number;
  /** Kept in PostgreSQL when there is no Redis: for what must survive a restart, such as failed sign-ins. */
  durable?: boolean;
};

const refused = counter({
  name: 'patchbay_rate_limited_total',
  help: 'Requests refused because a limit was used up.',
  labels: ['limit'],
});

/**
 * Takes points from a limit, shared by all processes when Redis is there. Throws `rate_limited` when they are used up.
 * A store that does not answer lets the call through: an outage of the counter must not be one of the product.
 */
export async function take(limit: Limit, key: string, points = 1): Promise<Allowance> {
  try {
    return toAllowance(limit, await ask(limit, (store) => store.consume(key, points)));
  } catch (caught) {
    if (!(caught instanceof RateLimiterRes)) {
      log().error({ cause: caught, limit: limit.name }, 'the store of limits does not answer');
      return { limit: limit.points, remaining: limit.points, resetS: limit.windowS };
    }
    refused().inc({ limit: limit.name });
    const allowance = toAllowance(limit, caught);
    const { resetS } = allowance;
    throw new AppError('rate_limited', say('http.tooManyRequests', { seconds: resetS }), {
      retryAfterS: resetS,
      allowance,
    });
  }
}

/** Whether anything is counted under this key. A store that does not answer knows nothing. */
export async function isCounted(limit: Limit, key: string): Promise<boolean> {
  const state = await ask(limit, (store) => store.get(key)).catch(() => null);
  return state !== null && state.consumedPoints > 0;
}

export async function giveBack(limit: Limit, key: string): Promise<void> {
  await ask(limit, (store) => store.delete(key));
}

function toAllowance(limit: Limit, state: RateLimiterRes): Allowance {
  return {
    limit: limit.points,
    remaining: Math.max(0, state.remainingPoints),
    resetS: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  };
}

async function ask<Value>(limit: Limit, question: (store: RateLimiterAbstract) => Promise<Value>): Promise<Value> {
  const store = await limiter(limit);
  return store instanceof RateLimiterRedis ? soon(question(store)) : question(store);
}

function limiter(limit: Limit): Promise<RateLimiterAbstract> {
  return once(`limit:${limit.name}`, async () => {
    const options = {
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.windowS,
      ...(limit.blockS !== undefined && { blockDuration: limit.blockS }),
    };
    const storeClient = await redis();
    if (storeClient) return new RateLimiterRedis({ ...options, storeClient, useRedisPackage: true });
    if (limit.durable) {
      return new RateLimiterPostgres({ ...options, storeClient: pool(), tableName: 'rate_limits', tableCreated: true });
    }
    return new RateLimiterMemory(options);
  });
}

function pool(): pg.Pool {
  return once('limits-pool', () => openPool('limits', 2));
}
