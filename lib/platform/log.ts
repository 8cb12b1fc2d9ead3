import pino, { type DestinationStream, type LogFn, type Logger, type LoggerOptions } from 'pino';
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

/** Errors of drivers carry whole requests and connection settings as properties; only these four are kept. */
export function serializeError(caught: unknown): unknown {
  if (!(caught instanceof Error)) return redact(caught);
  const { name, message, stack, cause } = caught;
  return {
    name,
    message: redactText(message),
    stack: stack && redactText(stack),
    ...(cause !== undefined && { cause: serializeError(cause) }),
  };
}
