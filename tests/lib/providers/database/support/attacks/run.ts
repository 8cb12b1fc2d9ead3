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

/**
 * How many attempts that were not answered are made before everything is read back. Reading takes longer than ten
 * attempts that are refused.
 */
const MAX_UNREAD = 20;
/** A connection may still be giving back what the call held, so a difference is looked at again. */
const PAUSES_MS = [0, 50, 200, 500];

type Attacked = { attempt: Attempt; broke: string[] };

/** Runs every attempt and returns those that changed something, learned a secret, or harmed the process. */
export async function attack(target: Target, attempts: Attempt[], pausesMs = PAUSES_MS): Promise<Fault[]> {
  const run = new Run(target, pausesMs);
  await run.start();
  let unread: Attacked[] = [];
  for (const attempt of attempts) {
    const { broke, wasAnswered } = await run.attackOnce(attempt);
    unread.push({ attempt, broke });
    if (wasAnswered || broke.length > 0 || unread.length === MAX_UNREAD) {
      await run.readBack(unread);
      unread = [];
    }
  }
  await run.readBack(unread);
  await run.end();
  return run.faults;
}

class Run {
  readonly faults: Fault[] = [];
  private readonly ownProcess = watchProcess();
  private session: Session;
  private before: State = {};

  constructor(
    private readonly target: Target,
    private readonly pausesMs: number[],
  ) {
    this.session = target.open();
  }

  async start(): Promise<void> {
    this.before = await readAll(this.target, this.session);
  }

  async end(): Promise<void> {
    await settle(this.session.close());
    this.ownProcess.release();
  }

  async attackOnce(attempt: Attempt): Promise<{ broke: string[]; wasAnswered: boolean }> {
    const { broke, wasAnswered } = await attackOnce(this.target, this.session, attempt);
    return { broke: [...broke, ...this.ownProcess.uncaught()], wasAnswered };
  }

  /** What several attempts changed together is told apart by making each of them again, one by one. */
  async readBack(attacked: Attacked[]): Promise<void> {
    if (attacked.length === 0) return;
    const changed = await differences(this.target, this.session, this.before, this.pausesMs);
    const isLost = attacked.some(({ broke }) => broke.includes('gives no answer'));
    if (changed.length > 0 || isLost) await this.restore();
    const [first, ...more] = attacked;
    if (first && (changed.length === 0 || more.length === 0)) {
      first.broke.push(...changed);
      for (const { attempt, broke } of attacked) if (broke.length > 0) this.faults.push({ why: attempt.why, broke });
      return;
    }
    const known = this.faults.length;
    for (const { attempt } of attacked) {
      const { broke } = await this.attackOnce(attempt);
      await this.readBack([{ attempt, broke }]);
    }
    if (this.faults.length > known) return;
    const whys = attacked.map(({ attempt }) => attempt.why).join(' + ');
    this.faults.push({ why: whys, broke: changed });
  }

  private async restore(): Promise<void> {
    await settle(this.session.close());
    await this.target.restore();
    this.session = this.target.open();
    this.before = await readAll(this.target, this.session);
  }
}

async function attackOnce(
  target: Target,
  session: Session,
  attempt: Attempt,
): Promise<{ broke: string[]; wasAnswered: boolean }> {
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
  if (!given) return { broke: ['gives no answer'], wasAnswered: false };
  if (given.internal) broke.push(`is an internal error: ${given.internal}`);
  if (tookMs > MAX_ANSWER_MS) broke.push(`took ${Math.round(tookMs)} ms`);
  if (delay.max / 1e6 > MAX_BLOCKED_MS) broke.push('blocked the process');
  if (memory && memory.stop() > MAX_GROWTH_BYTES) broke.push('took too much memory');
  if (target.secrets().some((secret) => holds(given.text, secret))) broke.push('learned a secret');
  return { broke, wasAnswered: given.wasAnswered };
}

type Given = { text: string; wasAnswered: boolean; internal?: string };

async function answerOf(session: Session, input: JsonObject): Promise<Given> {
  try {
    const outcome = await call(session, 'query', input);
    return { text: JSON.stringify(outcome), wasAnswered: outcome.ok };
  } catch (error) {
    const given = { text: String(error), wasAnswered: false };
    const isExpected = error instanceof AppError && error.code !== 'internal';
    return isExpected ? given : { ...given, internal: given.text.slice(0, 200) };
  }
}

function holds(text: string, secret: string): boolean {
  const forms = [secret, [...secret].reverse().join(''), Buffer.from(secret).toString('hex')];
  // Without its ends, which depend on what stands beside it.
  for (const at of [0, 1, 2]) forms.push(Buffer.from(secret.slice(at)).toString('base64').slice(0, -4));
  return forms.some((form) => text.toLowerCase().includes(form.toLowerCase()));
}

async function differences(target: Target, session: Session, before: State, pausesMs: number[]): Promise<string[]> {
  for (const pauseMs of pausesMs) {
    await wait(pauseMs);
    const after = await readAll(target, session);
    const changed = Object.keys({ ...before, ...after }).filter(
      (name) => !isDeepStrictEqual(before[name], after[name]),
    );
    if (changed.length === 0) return [];
    if (pauseMs === pausesMs.at(-1))
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
