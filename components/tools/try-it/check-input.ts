import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';

/** Why a value does not fit; also the key of its words under `tryIt.problems`. */
export type ProblemKind =
  | 'required'
  | 'number'
  | 'integer'
  | 'text'
  | 'list'
  | 'object'
  | 'flag'
  | 'format'
  | 'least'
  | 'most'
  | 'unknown'
  | 'invalid';
export type Problem = { kind: ProblemKind; limit: number };
/** By the way to the field: `to.0.email`. */
export type Problems = Record<string, Problem>;

const TYPES: Record<string, ProblemKind> = {
  ...{
    number: 'number',
    int: 'integer',
    string: 'text',
    array: 'list',
    object: 'object',
    record: 'object',
    boolean: 'flag',
  },
};

/**
 * What the tool's schema says against an input. A schema that cannot be read here says nothing: the tool itself checks
 * once more, and knows better.
 */
export function checkInput(schema: JsonObject, input: JsonObject): Problems {
  const parsed = toZod(schema)?.safeParse(input);
  if (!parsed || parsed.success) return {};
  const problems: Problems = {};
  for (const issue of parsed.error.issues.flatMap(meant)) {
    problems[issue.path.join('.')] ??= { kind: kindOf(issue, isAbsent(input, issue.path)), limit: limitOf(issue) };
  }
  return problems;
}

function toZod(schema: JsonObject): z.ZodType | null {
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    return null;
  }
}

/** A value that may also be null says what is wrong with it as if it could not. */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [only, ...others] = issue.errors.filter((branch) => !branch.every(wantsNull));
  if (!only || others.length > 0) return [issue];
  return only.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function wantsNull(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.expected === 'null';
}

function isAbsent(input: unknown, path: PropertyKey[]): boolean {
  const value = path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined),
    input,
  );
  return value === undefined;
}

function kindOf(issue: z.core.$ZodIssue, absent: boolean): ProblemKind {
  if (absent) return 'required';
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? 'invalid';
  if (issue.code === 'too_small') return 'least';
  if (issue.code === 'too_big') return 'most';
  if (issue.code === 'invalid_format') return 'format';
  if (issue.code === 'unrecognized_keys') return 'unknown';
  return 'invalid';
}

function limitOf(issue: z.core.$ZodIssue): number {
  if (issue.code === 'too_small') return Number(issue.minimum);
  return issue.code === 'too_big' ? Number(issue.maximum) : 0;
}
