import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';

export type Question = {
  path: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | (() => string);
};
export type Measured = { callsPerS: number; p50Ms: number; p99Ms: number; calls: number };

/** Asks one thing over and over, so many at a time, for a while. Any answer but the expected one ends the run. */
export async function load(
  url: string,
  question: Question,
  { atOnce, forMs, expect, atLeast = 0 }: { atOnce: number; forMs: number; expect: string; atLeast?: number },
): Promise<Measured> {
  const pool = new Pool(url, { connections: atOnce, pipelining: 1 });
  const took: number[] = [];
  const endsAt = performance.now() + forMs;
  const worker = async () => {
    while (performance.now() < endsAt || took.length < atLeast) {
      const begunAt = performance.now();
      const body = typeof question.body === 'string' ? question.body : question.body();
      const answer = await pool.request({ ...question, body });
      const { statusCode } = answer;
      const text = await answer.body.text();
      if (statusCode !== 200 || !text.includes(expect)) throw new Error(`${question.path}: ${statusCode} ${text}`);
      took.push(performance.now() - begunAt);
    }
  };
  const begunAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - begunAt) / 1000;
  await pool.close();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { callsPerS: took.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), calls: took.length };
}
