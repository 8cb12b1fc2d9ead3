import type { JsonObject } from '@/lib/contracts/json';
import { invalidField } from '@/lib/errors';
import { options } from '@/lib/providers/database/fields';
import { secretFields } from '@/lib/providers/database/form';
import type { DatabaseKind } from '@/lib/providers/database/kind';
import { say } from '@/lib/sentence';

/** What says how to use a database rather than how to reach it. */
const OPTIONS = ['connection_name', ...Object.keys(options)];
/** What a connection string stands for, where the kind keeps its parts. */
const IN_A_CONNECTION_STRING = ['host', 'port', 'database', 'username', 'password', 'ssl'];

/**
 * Stored settings with what a form sent: a secret that was left empty stays as it was, null takes a value away. A
 * secret is not carried to another listener, nor over a connection that proves less about the server: there, whoever
 * may edit but not read it would collect it.
 */
export function mergeSettings(kind: DatabaseKind, before: JsonObject, fields: JsonObject): JsonObject {
  const secrets = secretFields(kind);
  const given = Object.entries(fields).filter(([name, value]) => value !== '' || !secrets.includes(name));
  const isWhole = Boolean(fields.connection_string) && !Object.hasOwn(kind.fields.shape, 'connection_string');
  const kept = isWhole
    ? Object.entries(before).filter(([name]) => !IN_A_CONNECTION_STRING.includes(name))
    : Object.entries(before);
  const after = kind.parseSettings(Object.fromEntries([...kept, ...given]));
  const carried = secrets.find((name) => before[name] && before[name] === after[name] && !fields[name]);
  if (carried && leadsElsewhere(kind, before, after)) {
    throw invalidField(carried, say('databases.typeAgain'));
  }
  return after;
}

/** Whether something else could answer in place of the server that the secret was typed for. */
function leadsElsewhere(kind: DatabaseKind, before: JsonObject, after: JsonObject): boolean {
  const [from, to] = [kind.summarise(before), kind.summarise(after)];
  if (from.host !== to.host || from.port !== to.port) return true;
  return from.ssl && (!to.ssl || before.ca !== after.ca);
}

/** Whether these fields say anything about how to reach a database. */
export function namesReach(fields: JsonObject): boolean {
  return Object.entries(fields).some(([name, value]) => !OPTIONS.includes(name) && value !== '');
}

export function isSameReach(left: JsonObject, right: JsonObject): boolean {
  const reach = (settings: JsonObject) =>
    JSON.stringify(
      Object.entries(settings)
        .filter(([name]) => !OPTIONS.includes(name))
        .sort(),
    );
  return reach(left) === reach(right);
}
