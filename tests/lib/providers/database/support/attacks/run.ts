import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { call } from '../subjects';
import { type Attempt, expand } from './corpus';
import type { Session, State, Target } from './target';

/** Of the tool's own settings. */
export const TIMEOUT_S = 1;
const MAX_ANSWER_MS = TIMEOUT_S * 1000 + 5000;
const GIVE_UP_MS = 20_000;
/** The product promises 200 ms; a machine that runs other tests beside this one is given ten times as much. */
const MAX_BLOCKED_MS = 2000;
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;

export type Fault = { why: string; broke: string[] };

/** Runs every attempt and returns those that changed something, learned a secret, or harmed the process. */
export async function attack(target: Target, attempts: Attempt[]): Promise<Fault[]> {
  const ownProcess = watchProcess();
  const faults: Fault[] = [];
  let session = target.open();
  let before = await readAll(target, session);
  for (const attempt of attempts) {
    const broke = await attackOnce(target, session, attempt);
    const changed = await differences(target, session, before);
    if (changed.length > 0 || broke.includes('gives no answer')) {
      await settle(session.close());
      await target.restore();
      session = target.open();
      before = await readAll(target, session);
    }
    broke.push(...changed, ...ownProcess.uncaught());
    if (broke.length > 0) faults.push({ why: attempt.why, broke });
  }
  await settle(session.close());
  ownProcess.release();
  return faults;
}

async function attackOnce(target: Target, session: Session, attempt: Attempt): Promise<string[]> {
  const input = expand(attempt.input, target.values()) as JsonObject;
  const memory = attempt.resource ? watchMemory() : null;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const startedAt = performance.now();
  const given = await Promise.race([answerOf(session, input), wait(GIVE_UP_MS, null, { ref: false })]);
  const tookMs = performance.now() - startedAt;
  await wait(attempt.resource || tookMs > MAX_BLOCKED_MS ? 30 : 0);
  delay.disable();

  const broke: string[] = [];
  if (!given) return ['gives no answer'];
  if (given.internal) broke.push(`is an internal error: ${given.internal}`);
  if (tookMs > MAX_ANSWER_MS) broke.push(`took ${Math.round(tookMs)} ms`);
  if (delay.max / 1e6 > MAX_BLOCKED_MS) broke.push('blocked the process');
  if (memory && memory.stop() > MAX_GROWTH_BYTES) broke.push('took too much memory');
  if (target.secrets().some((secret) => holds(given.text, secret))) broke.push('learned a secret');
  return broke;
}

async function answerOf(session: Session, input: JsonObject): Promise<{ text: string; internal?: string }> {
  try {
    return { text: JSON.stringify(await call(session, 'query', input)) };
  } catch (error) {
    const text = String(error);
    return error instanceof AppError && error.code !== 'internal' ? { text } : { text, internal: text.slice(0, 200) };
  }
}

function holds(text: string, secret: string): boolean {
  const forms = [secret, [...secret].reverse().join(''), Buffer.from(secret).toString('hex')];
  // Without its ends, which depend on what stands beside it.
  for (const at of [0, 1, 2]) forms.push(Buffer.from(secret.slice(at)).toString('base64').slice(0, -4));
  return forms.some((form) => text.toLowerCase().includes(form.toLowerCase()));
}

async function differences(target: Target, session: Session, before: State): Promise<string[]> {
  // A connection may still be giving back what the call held.
  for (const pauseMs of [0, 50, 200, 500]) {
    await wait(pauseMs);
    const after = await readAll(target, session);
    const changed = Object.keys({ ...before, ...after }).filter(
      (name) => !isDeepStrictEqual(before[name], after[name]),
    );
    if (changed.length === 0) return [];
    if (pauseMs === 500)
      return changed.map((name) => `changed ${name}: ${brief(before[name])} → ${brief(after[name])}`);
  }
  return [];
}

function brief(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 150);
}

async function readAll(target: Target, session: Session): Promise<State> {
  const noAnswer = { session: 'gives no answer' };
  const inside = await Promise.race([target.readSession(session), wait(GIVE_UP_MS, noAnswer, { ref: false })]);
  return { ...(await target.read()), ...inside };
}

/** An error that nobody catches ends the server's process; here it is a fault of the attempt that caused it. */
function watchProcess(): { uncaught(): string[]; release(): void } {
  const listeners = process.listeners('uncaughtException');
  const seen: string[] = [];
  const listen = (error: Error) => seen.push(`ends the process: ${error.message}`);
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', listen);
  return {
    uncaught: () => seen.splice(0),
    release() {
      process.off('uncaughtException', listen);
      for (const listener of listeners) process.on('uncaughtException', listener);
    },
  };
}

function watchMemory(): { stop(): number } {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(most, process.memoryUsage.rss()) - before;
    },
  };
}

async function settle(closing: Promise<unknown>): Promise<void> {
  await Promise.race([closing.catch(() => {}), wait(5000, null, { ref: false })]);
}

/** The session's answer to a question, or a word for none: a reader may refuse what only the tests ask. */
export async function ask(session: Session, query: string): Promise<unknown> {
  const outcome = await call(session, 'query', { query }).catch(() => null);
  return outcome?.ok ? (outcome.content as JsonObject).rows : 'not answered';
}

/** Runs all of it and then says everything that failed, so that a setup is mended in one go. */
export async function runSetup<Statement>(
  statements: Statement[],
  run: (statement: Statement) => Promise<unknown>,
): Promise<void> {
  const failures: string[] = [];
  for (const statement of statements) {
    await run(statement).catch((error: Error) => failures.push(`${JSON.stringify(statement)}: ${error.message}`));
  }
  if (failures.length > 0) throw new Error(`The setup of the attacks fails: ${failures.join('; ')}`);
}
