import { columnsBesideRows, columnsInFirstRow, isRows, isSecretPair, type SecretColumns } from './redact-columns';
import { REDACTED, redactText } from './redact-text';
import { isSecretName } from './secret-name';

export { REDACTED, redactText } from './redact-text';

const MAX_DEPTH = 8;
/** More than is kept of any value, in a record or a log; what lies beyond is not looked at. */
const MAX_CHARACTERS = 128 * 1024;
const MAX_ITEMS = 20_000;

/** How much may still be looked at, for all parts of one value together. */
type Budget = { characters: number; items: number };

/**
 * A copy without secrets: by name, and by looks inside every text. Never changes what it was given. Its cost is bounded
 * however large or deep the value is: what is beyond the limits is left out of the copy.
 */
export function redact(value: unknown): unknown {
  return copy(value, { characters: MAX_CHARACTERS, items: MAX_ITEMS }, 0);
}

function copy(value: unknown, budget: Budget, depth: number): unknown {
  if (typeof value === 'string') return copyText(value, budget);
  if (value === null || typeof value !== 'object') return value;
  if (depth > MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return copyList(value, budget, depth);
  if (value instanceof Date) return value;
  if (value instanceof Error) return value; // pino's serializers take it from here
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return copyObject(value, budget, depth);
}

function copyText(text: string, budget: Budget): string {
  if (budget.characters <= 0) return '[cut]';
  budget.characters -= text.length;
  return redactText(text);
}

function copyList(list: unknown[], budget: Budget, depth: number, beside: SecretColumns = null): unknown[] {
  const columns = beside ?? columnsInFirstRow(list);
  const kept: unknown[] = [];
  for (const item of list) {
    budget.items -= 1;
    if (budget.items < 0) return [...kept, '[cut]'];
    const isRow = columns !== null && Array.isArray(item) && (beside !== null || kept.length > 0);
    kept.push(isRow ? copyRow(item, budget, depth + 1, columns) : copy(item, budget, depth + 1));
  }
  return kept;
}

function copyRow(row: unknown[], budget: Budget, depth: number, columns: ReadonlySet<number>): unknown[] {
  const clean = row.map((value, index) => (columns.has(index) && value ? REDACTED : value));
  return copyList(clean, budget, depth);
}

function copyObject(object: object, budget: Budget, depth: number): unknown {
  const columns = columnsBesideRows(object);
  const isPair = isSecretPair(object);
  const kept: [string, unknown][] = [];
  for (const name of Object.keys(object)) {
    const value: unknown = Reflect.get(object, name);
    budget.items -= 1;
    if (budget.items < 0) {
      kept.push(['[cut]', true]);
      break;
    }
    const isSecret = isSecretName(name) || (isPair && (name === 'value' || name === 'values'));
    kept.push([
      nameOf(name, budget),
      isSecret && value ? REDACTED : copyField(name, value, { budget, depth, columns }),
    ]);
  }
  return Object.fromEntries(kept);
}

type Field = { budget: Budget; depth: number; columns: SecretColumns };

function copyField(name: string, value: unknown, { budget, depth, columns }: Field): unknown {
  const isTable = columns !== null && isRows(name) && Array.isArray(value) && depth < MAX_DEPTH;
  return isTable ? copyList(value, budget, depth + 1, columns) : copy(value, budget, depth + 1);
}

/** No secret that is known by its looks is shorter. */
const MIN_SECRET_CHARACTERS = 16;

function nameOf(name: string, budget: Budget): string {
  return name.length < MIN_SECRET_CHARACTERS ? name : copyText(name, budget);
}
