import { isSecretName } from './secret-name';

const NAMES = ['columns', 'headers', 'header', 'fields'];
const ROWS = new Set(['rows', 'values', 'records', 'data']);
const LABELS = ['name', 'key', 'field', 'header', 'column'];

/** In a table, names and values stand apart: which of the columns hold secrets; null when none does. */
export type SecretColumns = ReadonlySet<number> | null;

/** By the names that stand beside the rows, as in `{columns, rows}`. */
export function columnsBesideRows(object: object): SecretColumns {
  for (const key of NAMES) {
    const names: unknown = Reflect.get(object, key);
    if (Array.isArray(names)) return secretColumns(names);
  }
  return null;
}

export function isRows(key: string): boolean {
  return ROWS.has(key);
}

/** By a first row that holds the names, as in the values of a spreadsheet. */
export function columnsInFirstRow([first, second]: unknown[]): SecretColumns {
  return Array.isArray(first) && Array.isArray(second) ? secretColumns(first) : null;
}

/** Of a pair such as `{name: "API_KEY", value: "…"}`. */
export function isSecretPair(object: object): boolean {
  if (!('value' in object || 'values' in object)) return false;
  return LABELS.some((label) => {
    const name: unknown = Reflect.get(object, label);
    return typeof name === 'string' && isSecretName(name);
  });
}

const MAX_COLUMNS = 2_000;

function secretColumns(names: unknown[]): SecretColumns {
  const secret = new Set<number>();
  for (const [index, column] of names.slice(0, MAX_COLUMNS).entries()) {
    const name: unknown = typeof column === 'object' && column !== null ? Reflect.get(column, 'name') : column;
    if (typeof name === 'string' && isSecretName(name)) secret.add(index);
  }
  return secret.size > 0 ? secret : null;
}
