import { Refusal } from '../../refusal';
import { placeIn } from '../failures';
import { lexPostgres } from '../tokens';

/** A node of PostgreSQL's own parse tree as JSON: either `{ Type: fields }`, or fields of a type known by their key. */
export type Tree = { [key: string]: unknown };

/** Beyond these a statement is a program: parsing it would hold up everybody else's calls, or exhaust the stack. */
const MAX_TOKENS = 10_000;
const MAX_TOKENS_BESIDE_LISTS = 4000;

/**
 * PostgreSQL's scanner reads each beginning of a comment together with all characters of operators that follow it, and
 * goes back to behind the beginning: a run of them costs its length for each beginning in it.
 */
const OPERATOR_CHARACTERS = /[~!@#^&|`?+*/%<>=-]+/g;
const MAX_CHARACTERS_READ_AGAIN = 5_000_000;

type Grammar = typeof import('libpg-query');
let loading: Promise<Grammar> | null = null;

/** Parses one statement by PostgreSQL's own grammar, which is loaded when the first one comes. */
export async function parseStatement(sql: string): Promise<Tree> {
  checkLength(sql);
  checkComments(sql);
  const grammar = await load();
  const { stmts = [] } = parse(sql, grammar) as { stmts?: { stmt: Tree }[] };
  const [first, another] = stmts;
  if (!first) throw new Refusal('The statement is empty.');
  if (another) throw new Refusal('Only one statement can be run at a time.');
  return first.stmt;
}

function load(): Promise<Grammar> {
  loading ??= import('libpg-query').then(async (grammar) => {
    await grammar.loadModule();
    return grammar;
  });
  return loading;
}

function parse(sql: string, grammar: Grammar): unknown {
  try {
    return grammar.parseSync(sql);
  } catch (error) {
    if (!(error instanceof Error) || !grammar.hasSqlDetails(error)) throw error;
    const position = error.sqlDetails?.cursorPosition ?? 0;
    throw new Refusal(`${error.message}. ${placeIn(sql, position + 1)}`);
  }
}

/** Stops at the limit, so that it costs what the limit allows, however long the statement is. */
function checkLength(sql: string): void {
  if (sql.includes('\0')) throw new Refusal('A statement cannot hold a null character.');
  let tokens = 0;
  let besideLists = 0;
  for (let at = 0; at < sql.length; ) {
    const { token, end } = lexPostgres(sql, at);
    at = end;
    if (!token) continue;
    tokens++;
    if (token.kind !== 'number' && token.kind !== 'text' && token.value !== ',') besideLists++;
    if (tokens > MAX_TOKENS || besideLists > MAX_TOKENS_BESIDE_LISTS) {
      throw new Refusal('This statement is too long. Pass long lists of values as one array parameter.');
    }
  }
}

function checkComments(sql: string): void {
  let readAgain = 0;
  for (const [run] of sql.matchAll(OPERATOR_CHARACTERS)) {
    if (run.includes('/*')) readAgain += run.length * (run.split('/*').length - 1);
  }
  if (readAgain > MAX_CHARACTERS_READ_AGAIN) throw new Refusal('The comments of this statement are too many.');
}
