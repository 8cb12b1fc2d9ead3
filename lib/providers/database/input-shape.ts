import type { JsonObject } from '@/lib/contracts/json';
import { type AppError, invalidField } from '@/lib/errors';

const MAX_DEPTH = 100;
const MAX_VALUES = 200_000;

/**
 * Throws for an input that is nested deeper or holds more values than any question needs, before anything that walks it
 * recursively sees it. Takes time in proportion to the input and no stack. A name that holds U+0000 would end early on
 * some servers, and `__proto__` would vanish on the way to them.
 */
export function checkInputShape(input: JsonObject): void {
  let level: unknown[] = [input];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw refuse(`Nested deeper than ${MAX_DEPTH} levels.`);
    values += level.length;
    if (values > MAX_VALUES) throw refuse(`More than ${MAX_VALUES} values.`);
    const next: unknown[] = [];
    for (const value of level) collectNested(value, next);
    level = next;
  }
}

function collectNested(value: unknown, into: unknown[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) into.push(item);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (name === '__proto__' || name.includes('\0')) throw refuse('A name in it cannot be used.');
    into.push(inner);
  }
}

function refuse(problem: string): AppError {
  return invalidField('body', problem);
}
