import pino, { type DestinationStream, type LogFn, type Logger, type LoggerOptions } from 'pino';
import { isDatabaseOutage } from './database-outage';
import { env } from './env';
import { once } from './once';
import { redact, redactText } from './redact';

/** One JSON line per event, on standard output, without secrets whatever was passed in. */
export function log(): Logger {
  return once('log', () => makeLog(env().LOG_LEVEL));
}

export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (entry) => redact(entry) as Record<string, unknown>,
    },
    serializers: { err: serializeError, error: serializeError, cause: serializeError },
    hooks: {
      logMethod(args, method) {
        const clean = args.map((arg: unknown) => (typeof arg === 'string' ? redactText(arg) : arg));
        return method.apply(this, clean as Parameters<LogFn>);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Errors of drivers carry whole requests and connection settings as properties; only these five are kept. */
export function serializeError(caught: unknown): unknown {
  return serialize(caught, false);
}

/**
 * A service that cannot be reached is no fault of the code, and is met again at every try: its error is written without
 * stacks, and so are the errors that led to it.
 */
function serialize(caught: unknown, isOutage: boolean): unknown {
  if (!(caught instanceof Error)) return redact(caught);
  const { name, message, stack, cause } = caught;
  const code = codeOf(caught);
  const isBrief = isOutage || isDatabaseOutage(caught) || (code !== undefined && OUTAGE.test(code));
  return {
    name,
    code,
    message: redactText(message || messagesIn(caught)),
    stack: isBrief || stack === undefined ? undefined : redactText(stack),
    cause: cause === undefined ? undefined : serialize(cause, isBrief),
  };
}

/** Of the operating system, of Prisma's connections, and our own. */
const OUTAGE = /^((?!ERR_)E[A-Z]+(_[A-Z]+)?|P10\d\d|provider_unavailable)$/;

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A host with several addresses fails with one error for each, and has no message of its own. */
function messagesIn(error: Error): string {
  return error instanceof AggregateError ? error.errors.map((each) => String(each?.message ?? each)).join('; ') : '';
}
