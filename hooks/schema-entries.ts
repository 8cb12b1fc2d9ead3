import {
  type CollectionDetails,
  type KeyDetails,
  SchemaList,
  type TableDetails,
} from '@/lib/contracts/database-schema';
import type { Json } from '@/lib/contracts/json';

/** What is asked of the schema to describe one thing in it. */
export type SchemaWanted = { table?: string; schema?: string; collection?: string; key?: string };

/** A table, a collection or a pattern of keys: what a database is made of, whatever its kind calls it. */
export type SchemaEntry = {
  id: string;
  group: string | null;
  name: string;
  type: string;
  rows: number | null;
  comment: string | null;
  /** Null for what cannot be described. */
  wanted: SchemaWanted | null;
};

export type SchemaColumn = {
  name: string;
  type: string;
  key: 'primary' | 'foreign' | null;
  /** What else there is to say of it: where it leads, how often it is there. */
  note: string | null;
  comment: string | null;
  isNullable: boolean;
};

export function toEntries(content: Json): SchemaEntry[] {
  const list = SchemaList.parse(content);
  if ('tables' in list) {
    return list.tables.map(({ schema, name, type, row_estimate, comment }) => ({
      ...{ id: `${schema ?? ''}.${name}`, group: schema, name, type, rows: row_estimate, comment },
      wanted: { table: name, ...(schema !== null && { schema }) },
    }));
  }
  if ('collections' in list) {
    return list.collections.map(({ name, type, row_estimate }) => ({
      ...{ id: name, group: null, name, type, rows: row_estimate, comment: null },
      wanted: { collection: name },
    }));
  }
  return list.patterns.map(({ pattern, keys_in_sample, type, example }) => ({
    ...{ id: pattern, group: null, name: pattern, type, rows: keys_in_sample, comment: null },
    wanted: example === null ? null : { key: example },
  }));
}

export function columnsOfTable({ columns, primary_key, foreign_keys }: TableDetails): SchemaColumn[] {
  return columns.map(({ name, type, nullable, comment }) => {
    const foreign = foreign_keys.find((key) => key.columns.includes(name));
    return {
      ...{ name, type, comment, isNullable: nullable },
      key: primary_key.includes(name) ? 'primary' : foreign ? 'foreign' : null,
      note: foreign ? targetOf(foreign) : null,
    };
  });
}

export function columnsOfCollection({ fields }: CollectionDetails): SchemaColumn[] {
  return fields.map(({ path, types, in_percent }) => ({
    ...{ name: path, type: types.join(' | '), comment: null, isNullable: in_percent < 100 },
    key: path === '_id' ? ('primary' as const) : null,
    note: in_percent < 100 ? `${in_percent} %` : null,
  }));
}

/** A key has no columns; what is known of it reads like them. */
export function columnsOfKey({ type, ttl_s, memory_bytes, length }: KeyDetails): SchemaColumn[] {
  const facts: [string, string | null][] = [
    ['type', type],
    ['length', length === undefined || length === null ? null : String(length)],
    ['ttl', ttl_s === null ? null : `${ttl_s} s`],
    ['memory', memory_bytes === null ? null : `${memory_bytes} B`],
  ];
  return facts.flatMap(([name, value]) =>
    value === null ? [] : [{ name, type: value, comment: null, isNullable: false, key: null, note: null }],
  );
}

/** PostgreSQL says it as SQL: FOREIGN KEY (customer_id) REFERENCES customers(id). */
function targetOf({ definition, references_table }: TableDetails['foreign_keys'][number]): string | null {
  return references_table ?? /REFERENCES ([^(]+)/i.exec(definition ?? '')?.[1]?.trim() ?? null;
}
