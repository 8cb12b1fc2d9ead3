import { AppError } from '@/lib/errors';
import type { ToolOutcome } from '../provider';
import { Cancelled } from './deadline';
import { Refusal } from './refusal';

/** A statement that the server, the reader or the clock stopped is an answer; broken settings and servers are thrown. */
export function toOutcome(error: unknown, statementFailure: (error: Error) => string | null): ToolOutcome {
  if (error instanceof AppError) throw error;
  if (error instanceof Refusal || error instanceof Cancelled) return { ok: false, reason: error.message };
  const reason = error instanceof Error ? statementFailure(error) : null;
  if (reason === null) throw error;
  return { ok: false, reason };
}
