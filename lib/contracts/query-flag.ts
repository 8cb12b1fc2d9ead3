import * as z from 'zod';

/** `true`, `false`, `1`, `0`, `yes` or `no` behind the question mark. Described as the boolean that it is. */
export function queryFlag(description: string) {
  return z.stringbool().meta({ type: 'boolean', description, examples: [true] });
}
