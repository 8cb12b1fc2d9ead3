import { Refusal } from '../../refusal';
import { type Token, tokenize } from '../../sql/tokens';
import { lexPostgres } from '../tokens';
import type { Tree } from './grammar';
import { isTree, Names, textOf } from './names';

type Fields = Tree;
type Inspect = (fields: Fields, names: Names) => void;

/** What a statement may consist of. A kind of node that is not here is refused, those of later versions included. */
const ALLOWED = new Set([
  ...['SelectStmt', 'ResTarget', 'WithClause', 'CommonTableExpr', 'CTESearchClause', 'CTECycleClause', 'Alias', 'List'],
  ...['RangeVar', 'RangeSubselect', 'RangeFunction', 'RangeTableSample', 'RangeTableFunc', 'RangeTableFuncCol'],
  ...['JoinExpr', 'SortBy', 'WindowDef', 'GroupingSet', 'GroupingFunc', 'ColumnDef'],
  ...['A_Const', 'A_Star', 'A_Expr', 'A_Indices', 'A_Indirection', 'A_ArrayExpr', 'ColumnRef', 'ParamRef', 'FuncCall'],
  ...['NamedArgExpr', 'TypeCast', 'TypeName', 'CollateClause', 'BoolExpr', 'NullTest', 'BooleanTest', 'CaseExpr'],
  ...['CaseWhen', 'CoalesceExpr', 'MinMaxExpr', 'RowExpr', 'SubLink', 'SQLValueFunction', 'XmlExpr', 'XmlSerialize'],
  ...['String', 'Integer', 'Float', 'Boolean', 'BitString'],
  ...['JsonFormat', 'JsonReturning', 'JsonValueExpr', 'JsonOutput', 'JsonBehavior', 'JsonIsPredicate', 'JsonArgument'],
  ...['JsonFuncExpr', 'JsonTable', 'JsonTableColumn', 'JsonTablePathSpec', 'JsonKeyValue', 'JsonObjectConstructor'],
  ...['JsonArrayConstructor', 'JsonArrayQueryConstructor', 'JsonAggConstructor', 'JsonObjectAgg', 'JsonArrayAgg'],
  ...['JsonParseExpr', 'JsonScalarExpr', 'JsonSerializeExpr'],
]);

/** Fields that hold a node without its type around it, and which type that is. */
const EMBEDDED: Record<string, string> = {
  ...{ larg: 'SelectStmt', rarg: 'SelectStmt', withClause: 'WithClause', alias: 'Alias', over: 'WindowDef' },
  ...{ search_clause: 'CTESearchClause', cycle_clause: 'CTECycleClause', join_using_alias: 'Alias' },
  ...{ typeName: 'TypeName', typename: 'TypeName', cycle_mark_type: 'TypeName', collClause: 'CollateClause' },
  ...{ output: 'JsonOutput', returning: 'JsonReturning', format: 'JsonFormat', pathspec: 'JsonTablePathSpec' },
  ...{ context_item: 'JsonValueExpr', on_empty: 'JsonBehavior', on_error: 'JsonBehavior', value: 'JsonValueExpr' },
  ...{ constructor: 'JsonAggConstructor', expr: 'JsonValueExpr', val: 'JsonValueExpr', arg: 'JsonKeyValue' },
  ...{ formatted_expr: 'JsonValueExpr' },
  ...{ ival: 'Integer', fval: 'Float', sval: 'String', boolval: 'Boolean', bsval: 'BitString' },
};

const WRITES = /^(Insert|Update|Delete|Merge)Stmt$/;
const EXPLAIN_OPTIONS = new Set([
  ...['analyze', 'verbose', 'costs', 'settings', 'generic_plan', 'buffers', 'serialize', 'wal', 'timing', 'summary'],
  ...['memory', 'format'],
]);

/** The names in one statement. Throws unless it is one that reads: SELECT, VALUES, TABLE, EXPLAIN of those, or SHOW. */
export function namesOfStatement(statement: Tree, sql: string): Names {
  const names = new Names();
  const [type = '', fields] = Object.entries(statement)[0] ?? [];
  if (type === 'VariableShowStmt') return names;
  if (type === 'ExplainStmt') visitExplained(fields as Fields, names);
  else if (type === 'SelectStmt') visit(statement, names);
  else throw new Refusal(`Only statements that read are allowed, and this one begins with "${firstWord(sql)}".`);
  return names;
}

/** Adds what a view or an expression names, as the server itself writes it. */
export function addNamesOf(statement: Tree, names: Names): void {
  visit(statement, names);
}

/** Adds what an expression names in its constant parts, which the planner computes: those without a column. */
export function addConstantNamesOf(expression: Tree, names: Names): void {
  const parts: { value: unknown; key: string; parent: number; hasColumn: boolean }[] = [
    { value: expression, key: '', parent: -1, hasColumn: false },
  ];
  for (let at = 0; at < parts.length; at++) {
    const { value, key } = parts[at] as (typeof parts)[number];
    const inner = Array.isArray(value)
      ? value.map((item) => [key, item] as const)
      : isTree(value)
        ? Object.entries(value)
        : [];
    for (const [name, item] of inner)
      parts.push({ value: item, key: name, parent: at, hasColumn: name === 'ColumnRef' });
  }
  for (const { parent, hasColumn } of parts.toReversed()) {
    const outer = parts[parent];
    if (outer && hasColumn) outer.hasColumn = true;
  }
  for (const { value, key, parent, hasColumn } of parts) {
    if (!hasColumn && (parent < 0 || parts[parent]?.hasColumn)) visit(value, names, key);
  }
}

/** The text of the statement that an EXPLAIN explains; null when it is another statement. */
export function explainedBy(statement: Tree, sql: string): string | null {
  if (!('ExplainStmt' in statement)) return null;
  const tokens = tokenize(sql, lexPostgres).slice(1);
  if (tokens[0]?.value === '(' && tokens[1] && EXPLAIN_OPTIONS.has(tokens[1].value)) {
    const end = tokens.findIndex(({ kind, value }) => kind === 'symbol' && value === ')');
    return sql.slice(tokens[end]?.end);
  }
  return sql.slice(tokens.find((token) => !isOption(token))?.start);
}

const isOption = ({ kind, value }: Token) => kind === 'word' && (value === 'analyse' || EXPLAIN_OPTIONS.has(value));

function visitExplained({ query, options = [] }: Fields, names: Names): void {
  for (const option of options as { DefElem?: { defname?: string } }[]) {
    const name = option.DefElem?.defname ?? '';
    if (!EXPLAIN_OPTIONS.has(name)) throw new Refusal(`EXPLAIN has no option "${name.slice(0, 30)}" here.`);
  }
  if (!isTree(query) || !('SelectStmt' in query))
    throw new Refusal('Only a statement that reads can be explained here.');
  visit(query, names);
}

function firstWord(sql: string): string {
  const bare = sql.replace(/^(\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
  return /^\w+/.exec(bare)?.[0].slice(0, 30) ?? '';
}

/** Visits all nodes below, one after the other: a statement may be nested deeper than the stack of this process is. */
function visit(statement: unknown, names: Names, key = ''): void {
  const waiting: [value: unknown, key: string][] = [[statement, key]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, field] = next;
    if (Array.isArray(value)) for (const item of value) waiting.push([item, field]);
    else if (isTree(value)) for (const inner of visitNode(value, field, names)) waiting.push(inner);
  }
}

/** The fields of one node. `key` is the field that it stands in itself. */
function visitNode(value: Tree, key: string, names: Names): [value: unknown, key: string][] {
  const [only] = Object.keys(value);
  if (only === undefined) return []; // a constant zero, or an empty item of a list
  const isTyped = /^[A-Z]/.test(only);
  const type = isTyped ? only : (EMBEDDED[key] ?? key);
  const fields = (isTyped ? value[only] : value) as Fields;
  if (WRITES.test(type)) {
    throw new Refusal(`${type.slice(0, -4).toUpperCase()} inside a statement writes, so it is not allowed here.`);
  }
  if (!ALLOWED.has(type)) throw new Refusal(`This form of statement is not known here (${type.slice(0, 40)}).`);
  SPECIAL[type]?.(fields, names);
  return Object.entries(fields).map(([name, inner]) => [inner, name]);
}

const op = (name: string) => [{ String: { sval: name } }];

const SPECIAL: Record<string, Inspect> = {
  SelectStmt({ intoClause, lockingClause }) {
    if (intoClause) throw new Refusal('INTO writes a table, so it is not allowed here.');
    if (lockingClause) throw new Refusal('Rows cannot be locked by a statement that reads.');
  },
  FuncCall: visitCall,
  A_Expr({ kind, name }, names) {
    // BETWEEN is named by its keyword; what it runs are comparisons.
    if (String(kind).includes('BETWEEN')) for (const each of ['<', '<=', '>', '>=']) names.addOperator(op(each));
    else names.addOperator(name);
  },
  SubLink({ operName, testexpr }, names) {
    if (testexpr) names.addOperator(operName ?? op('='));
  },
  CaseExpr({ arg }, names) {
    if (arg) names.addOperator(op('='));
  },
  JoinExpr({ usingClause, isNatural }, names) {
    if (usingClause || isNatural) names.addOperator(op('='));
  },
  CTECycleClause: (_, names) => names.addOperator(op('<>')),
  SortBy({ useOp }, names) {
    if (useOp) names.addOperator(useOp);
  },
  TypeName({ names: parts, pct_type: isCopied, setof: isSet }, names) {
    if (isCopied || isSet) throw new Refusal('This type may not be used here.');
    names.addType(parts);
  },
  RangeVar: (fields, names) => names.addRelation(fields),
  RangeTableSample: ({ method }, names) => names.addFunction(method, null),
  ColumnRef({ fields }, names) {
    const parts = fields as unknown[];
    for (const part of parts.slice(1)) addField(part, names);
  },
  A_Indirection({ indirection }, names) {
    for (const part of indirection as unknown[]) addField(part, names);
  },
};

/** `a.b` is the column b of a, or the function b called with a. */
function addField(part: unknown, names: Names): void {
  const name = textOf(part);
  if (name) names.addFunction([part], 1);
}

const TAKES_TYPE_NAME = new Set(['pg_input_is_valid', 'pg_input_error_info']);

function visitCall({ funcname, args = [], func_variadic: isVariadic }: Fields, names: Names): void {
  const given = args as Tree[];
  names.addFunction(funcname, isVariadic ? null : given.length);
  if (!TAKES_TYPE_NAME.has(textOf((funcname as unknown[]).at(-1)))) return;
  const { A_Const: type } = (given[1] ?? {}) as { A_Const?: { sval?: { sval?: string } } };
  const written = type?.sval?.sval ?? '';
  // It converts to a type that is named by a text, so that text has to be readable here.
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(written)) {
    throw new Refusal("Write the name of the type as a plain lower-case text, such as 'integer'.");
  }
  names.addType(written.split('.').map((sval) => ({ String: { sval } })));
}
