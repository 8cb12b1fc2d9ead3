import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { findProvider } from '@/lib/providers/registry';
import { say } from '@/lib/sentence';
import { checkAgainst } from './schema-check';
import type { Offer } from './toolbox';

/** What the tool is sent: what the caller gave, and what an agent's alias adds to it. */
export function argumentsOf({ fixed, defaults }: Offer, input: JsonObject): JsonObject {
  // Only an alias adds anything, and a copy of a hundred thousand names takes its time.
  return defaults || fixed ? { ...defaults, ...input, ...fixed } : input;
}

/**
 * Refuses arguments that do not fit the tool's schema, by field and reason, before anything is sent. Databases check
 * their own, and say more about them.
 */
export function assertArgumentsFit(offer: Offer, input: JsonObject): void {
  const { profile, definition } = offer;
  if (findProvider(profile.provider)?.kind === 'form') return;
  const problems = checkAgainst(definition.input_schema, argumentsOf(offer, input));
  if (problems.size === 0) return;
  const fields = Object.fromEntries([...problems].map(([path, problem]) => [path || 'params', problem]));
  throw new AppError('invalid_request', say('calls.arguments'), { fields });
}
