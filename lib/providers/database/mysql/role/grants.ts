import { type Token, tokenize } from '../../sql/tokens';
import { lexMySql } from '../tokens';

/** One line of SHOW GRANTS: privileges on something, or roles. */
export type Grant = {
  /** In upper case, as the server writes them. Empty when roles are granted. */
  privileges: string[];
  /**
   * `*.*`, `shop.*` or `shop.orders`; routines with their kind before; for PROXY a user, whose host is in place of the
   * schema. Null when roles are granted.
   */
  on: { schema: string; name: string; kind: 'table' | 'routine' | 'user' } | null;
  roles: Role[];
  to: string;
  /** Whether it may be handed on. */
  isGrantable: boolean;
};

/** MariaDB's roles have no host. */
export type Role = { name: string; host: string | null };

/** Null for a line that gives nothing: a default role, or what is taken away from a right to everything. */
export function parseGrant(line: string): Grant | null {
  const tokens = tokenize(line, lexMySql);
  if (!isWord(tokens[0], 'grant')) return null;
  const on = tokens.findIndex((token) => isWord(token, 'on'));
  const to = tokens.findIndex((token) => isWord(token, 'to'));
  if (to < 0) throw new Error('A grant without a grantee.');
  const rest = tokens.slice(to + 1);
  const isGrantable = rest.some(
    (token, at) => isWord(token, 'with') && rest.slice(at + 1).some((next) => /^(grant|admin)$/.test(next.value)),
  );
  const grantee = textOf(rest[0]);
  if (on < 0 || on > to) {
    return { privileges: [], on: null, roles: split(tokens.slice(1, to)).map(toRole), to: grantee, isGrantable };
  }
  const privileges = split(tokens.slice(1, on)).map((words) => words.map(({ value }) => value.toUpperCase()).join(' '));
  const object = tokens.slice(on + 1, to);
  return {
    privileges,
    on: privileges[0] === 'PROXY' ? toUser(object) : toObject(object),
    roles: [],
    to: grantee,
    isGrantable,
  };
}

const isWord = (token: Token | undefined, word: string) => token?.kind === 'word' && token.value === word;

function textOf(token: Token | undefined): string {
  if (!token) return '';
  return token.kind === 'text' ? token.value.slice(1, -1) : token.value;
}

/** The parts between commas, without the lists of columns. */
function split(tokens: Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const symbol = token.kind === 'symbol' ? token.value : '';
    if (symbol === '(') depth++;
    else if (symbol === ')') depth--;
    else if (depth > 0) continue;
    else if (symbol === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function toRole([name, at, host]: Token[]): Role {
  return { name: textOf(name), host: at?.value === '@' ? textOf(host) : null };
}

function toUser(tokens: Token[]): Grant['on'] {
  const { name, host } = toRole(tokens);
  return { schema: host ?? '', name, kind: 'user' };
}

function toObject(tokens: Token[]): Grant['on'] {
  const dot = tokens.findIndex(({ kind, value }) => kind === 'symbol' && value === '.');
  const [schema, name] = dot < 1 ? [tokens.at(-1), undefined] : [tokens[dot - 1], tokens[dot + 1]];
  const kind = dot > 1 && !isWord(tokens[0], 'table') ? 'routine' : 'table';
  return { schema: textOf(schema), name: textOf(name), kind };
}

/** Whether what is granted on this pattern of names is granted on a schema. */
export function matchesSchema(pattern: string, schema: string): boolean {
  const parts = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  const matchers = parts.map((part) => (part === '%' ? '.*' : part === '_' ? '.' : escaped(part.at(-1) ?? '')));
  return new RegExp(`^${matchers.join('')}$`, 's').test(schema);
}

const escaped = (character: string) => character.replace(/[^\w]/, '\\$&');
