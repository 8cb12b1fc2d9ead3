import { Refusal } from '../refusal';
import { type Token, tokenize } from '../sql/tokens';
import { isNeverCalled } from './dangerous-functions';
import { lexMySql } from './tokens';

const WRITES = new Set(['insert', 'update', 'delete', 'replace', 'with', 'analyze']);
const DEFINES = new Set(['create', 'alter', 'drop']);
const DEFINABLE = new Set([
  'table',
  'index',
  'view',
  'database',
  'schema',
  'unique',
  'fulltext',
  'spatial',
  'sequence',
]);

const NEVER_SAID = new Set([
  'outfile',
  'dumpfile',
  'infile',
  'directory',
  'tablespace',
  'grants',
  'binlog',
  'relaylog',
]);
/** Other engines keep tables in files of somebody's choice, or on another server. */
const ENGINES = new Set(
  `archive aria blackhole columnstore csv heap innodb memory mrg_myisam myisam ndb ndbcluster rocksdb tokudb`.split(
    ' ',
  ),
);

/** Users, rights and settings of the server are rows of these. */
const OF_SERVER = new Set(['mysql', 'performance_schema', 'sys']);

/** Throws unless the text is one statement that changes data or tables; never files, users or settings. */
export function requireWrite(sql: string, database: string): void {
  if (OF_SERVER.has(database.toLowerCase())) throw new Refusal("The server's own tables cannot be changed here.");
  const tokens = tokenize(sql, lexMySql);
  while (tokens.at(-1)?.value === ';' && tokens.at(-1)?.kind === 'symbol') tokens.pop();
  if (tokens.length === 0) throw new Refusal('The statement is empty.');
  if (tokens.some(({ kind, value }) => kind === 'symbol' && value === ';'))
    throw new Refusal('Only one statement can be run at a time.');
  const [first = '', ...rest] = tokens.slice(0, 6).map(({ value }) => value);
  const subject = rest.find((word) => !['or', 'replace', 'temporary', 'unique'].includes(word)) ?? '';
  const isKnown = WRITES.has(first) || first === 'truncate' || (DEFINES.has(first) && DEFINABLE.has(subject));
  if (['select', 'show', 'explain', 'describe', 'values'].includes(first))
    throw new Refusal('This statement only reads; the query tool runs it.');
  if (!isKnown || tokens[0]?.kind !== 'word')
    throw new Refusal(`A statement that begins with ${first.slice(0, 30).toUpperCase()} is not allowed here.`);
  tokens.forEach((token, at) => {
    checkToken(token, at, tokens);
  });
}

function checkToken({ kind, value }: Token, at: number, tokens: Token[]): void {
  if (kind !== 'word' && kind !== 'name') return;
  const name = value.toLowerCase();
  const isCall = tokens[at + 1]?.value === '(' && tokens[at + 1]?.kind === 'symbol';
  if (isCall && isNeverCalled(name)) throw new Refusal(`The function ${name.slice(0, 60)} is not allowed here.`);
  const isSchema = tokens[at + 1]?.value === '.' || ['database', 'schema'].includes(tokens[1]?.value ?? '');
  if (isSchema && OF_SERVER.has(name.normalize('NFKC')))
    throw new Refusal(`Tables of the schema ${name} cannot be reached by a statement that writes.`);
  const isAfterDot = tokens[at - 1]?.value === '.' && tokens[at - 1]?.kind === 'symbol';
  if (kind !== 'word' || isAfterDot) return;
  if (NEVER_SAID.has(name)) throw new Refusal(`${name.toUpperCase()} is not allowed here.`);
  if (name === 'engine') checkEngine(at, tokens);
}

function checkEngine(at: number, tokens: Token[]): void {
  const isAssigned = tokens[at + 1]?.value === '=';
  const engine = tokens[isAssigned ? at + 2 : at + 1];
  const isNamed = isAssigned || engine?.kind === 'word' || engine?.kind === 'text';
  const name = engine?.value.toLowerCase().replace(/^['"]|['"]$/g, '') ?? '';
  const definesTable = ['create', 'alter'].includes(tokens[0]?.value ?? '');
  if (definesTable && isNamed && !ENGINES.has(name))
    throw new Refusal(`Tables of the engine ${name.slice(0, 40)} cannot be made here.`);
}
