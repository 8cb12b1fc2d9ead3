import { Refusal } from '../../refusal';
import { type FunctionFact, isChosen, isSecret, mayBeChosen, mayRun } from './allowed';
import type { Catalogue, Facts } from './facts';
import { parseStatement, type Tree } from './grammar';
import type { Names } from './names';
import { addConstantNamesOf, addNamesOf, explainedBy, namesOfStatement } from './walk';

/** A view may stand on views; what stands deeper than this is not followed any more, but refused. */
const MAX_ROUNDS = 10;

export type Statement = {
  names: Names;
  /** The statement that an EXPLAIN explains, which the server itself parses only when it runs the EXPLAIN. */
  explained: string | null;
};

/** Reads a statement of a caller. Throws unless PostgreSQL's own grammar says that it is one that reads. */
export async function readStatement(sql: string): Promise<Statement> {
  const tree = await parseStatement(sql);
  return { names: namesOfStatement(tree, sql), explained: explainedBy(tree, sql) };
}

/**
 * Throws unless all that these names can run is known to be harmless: the server's catalogue says what that is. It
 * stands beside the read-only transaction, against what that does not stop: files of the server, other sessions and
 * machines, locks, settings.
 */
export async function requireHarmless(
  names: Names,
  catalogue: Catalogue,
  ownersChoice: ReadonlySet<string>,
): Promise<void> {
  for (let round = 0; ; round++) {
    if (round === MAX_ROUNDS) throw new Refusal('The views of this statement stand too deep upon each other.');
    const facts = await catalogue.readFacts(names);
    checkFacts(facts, names, ownersChoice);
    const before = names.size;
    await addInner(facts, names, ownersChoice);
    if (names.size === before) return;
  }
}

/** The server says which objects of users a view depends on, but not which of its own: those only stand in its text. */
async function addInner(facts: Facts, names: Names, ownersChoice: ReadonlySet<string>): Promise<void> {
  const { views, expressions, planned, bodies, functions } = facts;
  const trusted = functions.filter((fact) => isMeant(fact, names) && !isChosen(fact, ownersChoice));
  const bodiesOfExtensions = trusted.flatMap(({ extension, body }) => (extension !== null && body ? [body] : []));
  for (const view of views) addNamesOf(await parseStatement(view), names);
  for (const expression of expressions) addNamesOf(await parseStatement(`select ${expression}`), names);
  for (const expression of planned) addConstantNamesOf(await parseStatement(`select ${expression}`), names);
  for (const body of [...bodies, ...bodiesOfExtensions]) addNamesOf(await parseBody(body), names);
}

async function parseBody(body: string): Promise<Tree> {
  try {
    return await parseStatement(body);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('A function in SQL that this statement runs cannot be read here.');
    throw error;
  }
}

function checkFacts(
  { functions, relations, showsSecrets }: Facts,
  names: Names,
  ownersChoice: ReadonlySet<string>,
): void {
  for (const { schema, name, is_foreign: isForeign, is_builtin: isBuiltin } of relations) {
    if (isBuiltin && isSecret(name)) throw new Refusal(`${name} may not be read here.`);
    if (isForeign && !ownersChoice.has(`${schema}.${name}`)) {
      throw new Refusal(`The foreign table ${schema}.${name} reaches beyond this database. ${ownerMay(schema, name)}`);
    }
  }
  if (showsSecrets) throw new Refusal('pg_stats shows this user values of passwords, so it may not be read here.');
  for (const fact of functions) {
    if (isMeant(fact, names) && !mayRun(fact, ownersChoice)) throw new Refusal(refusalOf(fact));
  }
}

const isMeant = (fact: FunctionFact, names: Names) => fact.via !== null || takesCall(fact, names);

/** Functions of one name differ in their arguments: only those that take as many as are passed can be called. */
function takesCall({ schema, name, min_args: min, max_args: max }: FunctionFact, names: Names): boolean {
  return [...names.functions.values()].some(
    (use) =>
      use.name === name &&
      (use.schema === null || use.schema === schema) &&
      (use.args === null || (use.args >= min && use.args <= (max ?? use.args))),
  );
}

const ownerMay = (schema: string, name: string) =>
  `The owner of this database can allow it in its settings, as ${schema}.${name}.`;

function refusalOf(fact: FunctionFact): string {
  const { via, schema, name, is_builtin: isBuiltin } = fact;
  const shown = isBuiltin ? name : `${schema}.${name}`;
  const refusal = via
    ? `${via} runs the function ${shown}, which is not allowed here.`
    : `The function ${shown} is not allowed here.`;
  return mayBeChosen(fact) ? `${refusal} ${ownerMay(schema, name)}` : refusal;
}
