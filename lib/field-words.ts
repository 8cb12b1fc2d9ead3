import type * as z from 'zod';
import { say, type Words } from './sentence';

type Raw = z.core.$ZodRawIssue;
type Issue = z.core.$ZodIssue;

/** Stands for a message until the sentence is chosen: zod takes text only, and forgets the input on the way. */
const MISSING = 'patchbay: missing';
const TO_EXPLAIN = 'patchbay: to explain';

/** Marks what is not said by the schema itself. */
export const EXPLAIN: z.core.$ZodErrorMap = ({ input }: Raw) =>
  input === undefined || input === null ? MISSING : TO_EXPLAIN;

/** What is wrong with a field, for a person to read. Never repeats the value: it may be a password. */
export function wordsOf(issue: Issue): Words {
  const { message } = issue;
  if (message !== MISSING && message !== TO_EXPLAIN) return message;
  switch (issue.code) {
    case 'invalid_type':
      return message === MISSING ? say('field.required') : say('field.wrongKind');
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return say(`field.atMost.${unitOf(issue.origin)}`, { most: Number(issue.maximum) });
    case 'invalid_value':
      return message === MISSING
        ? say('field.required')
        : say('field.oneOf', { names: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return issue.format === 'email' ? say('field.notEmail') : say('field.notValid', { format: issue.format });
    case 'unrecognized_keys':
      return say('field.unknown', { names: issue.keys.join(', ') });
    default:
      return say('field.wrong');
  }
}

function tooSmall({ inclusive, minimum, origin }: z.core.$ZodIssueTooSmall): Words {
  if (inclusive === false) return say('field.moreThan', { limit: Number(minimum) });
  if (minimum === 1 && origin === 'string') return say('field.required');
  return say(`field.atLeast.${unitOf(origin)}`, { least: Number(minimum) });
}

function unitOf(origin: string): 'characters' | 'items' | 'amount' {
  if (origin === 'string') return 'characters';
  return origin === 'array' || origin === 'set' ? 'items' : 'amount';
}
