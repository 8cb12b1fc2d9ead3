import * as z from 'zod';
import type { SchemaEntry } from '@/hooks/schema-entries';
import { Json } from '@/lib/contracts/json';
import type { QueryLanguage } from './language';
import { parametersIn, toNamed, toPositional } from './named-parameters';

const Asked = z.object({ query: z.string().catch(''), params: z.array(Json).catch([]) });
const ROWS = 100;

/** SQL with `:name` where a value goes, which is also how a saved query is written. */
export function sqlLanguage(dialect: 'postgres' | 'mysql', home: string | null): QueryLanguage {
  return {
    id: 'sql',
    dialect,
    canExplain: true,
    parametersIn,
    toInput: ({ text, values }) => {
      if (text.trim() === '') throw new SyntaxError();
      return toPositional(text, values, dialect === 'postgres');
    },
    fromInput: (input) => {
      const { query, params } = Asked.parse(input);
      return toNamed(query, params);
    },
    toStatement: (text) => text,
    fromStatement: (statement) => (typeof statement === 'string' ? statement : JSON.stringify(statement, null, 2)),
    starter: (entry) => `select *\nfrom ${nameOf(entry, dialect, home)}\nlimit ${ROWS}`,
  };
}

/** As it has to be written in a statement; where it is needs saying only when it is not where one is anyway. */
export function nameOf({ group, name }: SchemaEntry, dialect: 'postgres' | 'mysql', home: string | null): string {
  const isHere = group === null || group === (dialect === 'postgres' ? 'public' : home);
  const parts = isHere ? [name] : [group, name];
  return parts.map((part) => quoted(part, dialect)).join('.');
}

export function quoted(name: string, dialect: 'postgres' | 'mysql'): string {
  if (dialect === 'postgres') return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}
