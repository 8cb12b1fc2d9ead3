import { Refusal } from '../refusal';
import type { RedisClient } from './pool';
import { ErrorReply } from './replies';

export type Word = string | Buffer;

export const MAX_ELEMENTS = 100_000;

/** What is stored, asked once for each key. A user who may not ask leaves it to the limit on the reply itself. */
export class Stored {
  private readonly answers = new Map<string, Promise<number>>();

  constructor(private readonly client: RedisClient) {}

  bytes = (key: Word) => this.ask('MEMORY', 'USAGE', key);
  textBytes = (key: Word) => this.ask('STRLEN', key);

  ask(...words: Word[]): Promise<number> {
    const name = words.map((word) => Buffer.from(word).toString('latin1')).join(' ');
    const known = this.answers.get(name);
    if (known) return known;
    const asked = this.client.sendCommand(words).then(
      (reply) => Number(reply ?? 0) || 0,
      (error) => (error instanceof ErrorReply ? 0 : Promise.reject(error)),
    );
    this.answers.set(name, asked);
    return asked;
  }
}

/** So many elements of a key, at the size that they have on average; all of them where no number is given. */
export async function part(key: Word, count: number | null, length: string, stored: Stored): Promise<number> {
  if (count !== null && count > MAX_ELEMENTS) throw new Refusal(`More than ${MAX_ELEMENTS} elements at once.`);
  const bytes = await stored.bytes(key);
  if (count === null) return bytes;
  const elements = await stored.ask(length, key);
  return elements === 0 ? 0 : (bytes * count) / elements;
}

export async function total(sizes: (number | Promise<number>)[]): Promise<number> {
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
