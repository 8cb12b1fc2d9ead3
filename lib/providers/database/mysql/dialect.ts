import { Refusal } from '../refusal';
import type { Dialect } from '../sql/statement';
import type { Token } from '../sql/tokens';
import { lexMySql } from './tokens';

/** What a read-only transaction does not stop: files of the server, locks, other servers, and what administers. */
const FORBIDDEN_CALLS = [
  /^(load_file|get_lock|release_lock|release_all_locks|nextval|setval|next_value)$/,
  /^(master|source)_(pos|gtid)_wait$|^wait_(for|until)_/,
  /^(sys_(exec|eval|set|get)|lib_mysqludf_\w+)$/,
  /^(group_replication|asynchronous_connection|keyring|audit_log|mysql_firewall|version_tokens|service_\w+_locks)/,
  /^(set_firewall|read_firewall|load_rewrite|flush_rewrite|gen_blocklist|audit_api|binlog_|ps_thread|ps_set|ps_setup)/,
];
const FORBIDDEN_WORDS: Record<string, string> = {
  into: 'INTO writes a file or a variable, so it is not allowed here.',
  outfile: 'Files of the server cannot be written.',
  dumpfile: 'Files of the server cannot be written.',
  procedure: 'PROCEDURE is not allowed here.',
};

export const mySqlDialect: Dialect = {
  lex: lexMySql,
  reads: new Set(['select', 'with', 'values', 'table', 'show', 'explain', 'describe', 'desc']),
  writes: new Set(['insert', 'update', 'delete', 'replace', 'with', 'analyze']),
  definable: new Set(['table', 'index', 'view', 'database', 'schema', 'unique', 'fulltext', 'spatial', 'sequence']),
  explainWords: new Set(['analyze', 'extended', 'partitions', 'format']),
  isForbiddenCall: (name) => FORBIDDEN_CALLS.some((pattern) => pattern.test(name)),
  isForbiddenName: () => false,
  check(tokens) {
    tokens.forEach((token, at) => {
      if (token.kind === 'word') checkWord(token, tokens, at);
      if (token.kind === 'symbol') checkSymbol(token, tokens, at);
    });
  },
};

function checkWord({ value }: Token, tokens: Token[], at: number): void {
  const before = tokens[at - 1]?.value;
  const after = tokens[at + 1]?.value;
  if (before === '.' || before === '@') return; // a column or a variable of that name
  if (FORBIDDEN_WORDS[value] && tokens[0]?.value !== 'show') throw new Refusal(FORBIDDEN_WORDS[value]);
  if (
    ['insert', 'update', 'delete', 'replace', 'call', 'handler'].includes(value) &&
    after !== '(' &&
    tokens[0]?.value !== 'show'
  ) {
    throw new Refusal(`${value.toUpperCase()} inside a statement writes or locks, so it is not allowed here.`);
  }
  if ((value === 'share' && (before === 'for' || after === 'mode')) || (value === 'lock' && after === 'in')) {
    throw new Refusal('Rows cannot be locked by a statement that reads.');
  }
  if (value === 'next' && after === 'value')
    throw new Refusal('A sequence cannot be advanced by a statement that reads.');
  if (['binlog', 'relaylog'].includes(value) && tokens[0]?.value === 'show') {
    throw new Refusal('Log files of the server cannot be read.');
  }
}

/** A variable set in one query would still be there in another one's. */
function checkSymbol({ value, end }: Token, tokens: Token[], at: number): void {
  const after = tokens[at + 1];
  if (value === ':' && after?.value === '=' && after.start === end) throw new Refusal('Variables cannot be set here.');
}
