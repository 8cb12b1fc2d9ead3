import * as z from 'zod';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import type { JsonObject } from '@/lib/contracts/json';
import type { ToolDefinition } from '@/lib/contracts/tool';
import { invalidFields, parseInput } from '@/lib/errors';
import type { ProviderIo, ToolOutcome } from '../provider';

/** Gives the address to dial for a host that a person chose, or throws when the host is out of bounds. */
export type ResolveHost = ProviderIo['resolveHost'];
export type DatabaseIo = { resolveHost: ResolveHost };

/** What answered: MariaDB is not MySQL, and Valkey is not Redis. */
export type ServerInfo = { product: string; version: string };
export type TestResult = { latencyMs: number; server: ServerInfo };

/** A user of the server's own that is to read and nothing else. */
export type NewReader = { name: string; password: string; schemas?: string[] | undefined };

export type DatabaseCall = { tool: string; input: JsonObject; signal: AbortSignal };

/**
 * One database, opened with its settings. Nothing is dialled before the first use. A tool that ran and failed is an
 * outcome; what is wrong with the settings or the server is thrown, as a message that names the field and no secret.
 */
export type DatabaseSession = {
  test(signal: AbortSignal): Promise<TestResult>;
  /** What the user may do beside reading. Never fails; absent where a kind does not ask. */
  checkRole?(signal: AbortSignal): Promise<DatabaseRole>;
  /** Creates the reader and signs in as it once. Nothing is left of one that cannot. Absent where a kind has none. */
  createReader?(reader: NewReader, signal: AbortSignal): Promise<void>;
  /** Named neutrally: query, schema, explain, write, and the saved queries by their own names. */
  listTools(): ToolDefinition[];
  callTool(call: DatabaseCall): Promise<ToolOutcome>;
  close(): Promise<void>;
};

/** What may be shown of a database; never a secret. */
export type DatabaseSummary = {
  host: string;
  port: number | null;
  database: string | null;
  username: string | null;
  ssl: boolean;
};

export type DatabaseKind = {
  id: 'postgres' | 'mysql' | 'redis' | 'mongodb';
  name: string;
  /** The form, its JSON Schema and what is secret derive from this. */
  fields: z.ZodObject;
  /** Takes what a form or a caller sent, a connection string included, and gives settings to be sealed. */
  parseSettings(input: unknown): JsonObject;
  summarise(settings: JsonObject): DatabaseSummary;
  open(settings: JsonObject, io: DatabaseIo): DatabaseSession;
};

/** Checks stored settings on the way in, so an implementation only ever sees the type it asked for. */
export function defineKind<Settings extends z.ZodObject>(definition: {
  id: DatabaseKind['id'];
  name: string;
  fields: Settings;
  /** The fields that a connection string stands for. Throws a plain Error whose message is for the person. */
  readConnectionString?(text: string): Record<string, unknown>;
  /** What is wrong with settings that have the right form, by field. Not asked again of settings that are stored. */
  findMistakes?(settings: z.infer<Settings>): Record<string, string>;
  summarise(settings: z.infer<Settings>): DatabaseSummary;
  open(settings: z.infer<Settings>, io: DatabaseIo): DatabaseSession;
}): DatabaseKind {
  const { id, name, fields, readConnectionString } = definition;
  const accepted = readConnectionString ? z.preprocess(unfold(readConnectionString), fields) : fields;
  const read = (settings: unknown) => fields.parse(settings) as z.infer<Settings>;
  return {
    id,
    name,
    fields,
    parseSettings: (input) => {
      const settings = parseInput(z.preprocess(withoutBlanks, accepted), input) as z.infer<Settings>;
      const mistakes = definition.findMistakes?.(settings) ?? {};
      if (Object.keys(mistakes).length > 0) throw invalidFields(mistakes);
      return JSON.parse(JSON.stringify(settings));
    },
    summarise: (settings) => definition.summarise(read(settings)),
    open: (settings, io) => definition.open(read(settings), io),
  };
}

/** A field that was left empty in a form was not filled in. */
function withoutBlanks(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== '' && value !== null));
}

/** Fields that were filled in as well win over what the connection string says. */
function unfold(readConnectionString: (text: string) => Record<string, unknown>) {
  return (input: unknown, context: z.RefinementCtx): unknown => {
    if (typeof input !== 'object' || input === null || !('connection_string' in input)) return input;
    const { connection_string: text, ...fields } = input;
    try {
      return { ...readConnectionString(String(text)), ...fields };
    } catch (error) {
      const message = error instanceof Error ? error.message : 'This is not a connection string.';
      context.addIssue({ code: 'custom', path: ['connection_string'], message });
      return z.NEVER;
    }
  };
}
