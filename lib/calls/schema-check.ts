import { isObject, type Json, type JsonObject } from '@/lib/contracts/json';
import { problemWithType } from './schema-types';

/** What does not fit, by the way to it: `to.0.email`. */
export type Problems = Map<string, string>;

/** Schemas come from outside, and one that refers to itself could be followed for ever. */
const MAX_STEPS = 20_000;
const MAX_DEPTH = 50;
const MAX_PROBLEMS = 20;

/** The schema is larger, deeper or more entangled than is worth following: it then says nothing. */
class TooEntangled extends Error {}

/**
 * Checks a value against a JSON Schema of a tool, and says nothing where it cannot tell: a keyword that is broken or
 * not known is passed over, since the app checks once more and knows better. No pattern of a schema is ever run.
 */
export function checkAgainst(schema: JsonObject, value: Json): Problems {
  try {
    const check = new Check(schema);
    check.visit(schema, value, '', 0);
    return check.problems;
  } catch (caught) {
    if (caught instanceof TooEntangled) return new Map();
    throw caught;
  }
}

class Check {
  readonly problems: Problems = new Map();
  private steps = 0;

  constructor(private readonly root: JsonObject) {}

  visit(schema: Json | undefined, value: Json, path: string, depth: number): void {
    this.steps += 1;
    if (this.steps > MAX_STEPS || depth > MAX_DEPTH) throw new TooEntangled();
    if (!isObject(schema) || this.problems.size >= MAX_PROBLEMS) return;
    if (typeof schema.$ref === 'string') this.visit(this.resolve(schema.$ref), value, path, depth + 1);
    const problem = problemWithType(schema, value);
    if (problem !== null) {
      this.report(path, problem);
      return;
    }
    this.visitChoices(schema, value, path, depth);
    if (Array.isArray(value)) this.visitItems(schema, value, path, depth);
    else if (isObject(value)) this.visitProperties(schema, value, path, depth);
  }

  private visitChoices({ allOf, anyOf, oneOf }: JsonObject, value: Json, path: string, depth: number): void {
    if (Array.isArray(allOf)) for (const each of allOf) this.visit(each, value, path, depth + 1);
    for (const choices of [anyOf, oneOf]) {
      if (!Array.isArray(choices) || choices.length === 0) continue;
      const found = choices.map((choice) => this.apart(choice, value, path, depth + 1));
      if (found.some((problems) => problems.size === 0)) continue;
      // The choice that comes nearest says what is wrong.
      const nearest = found.reduce((best, next) => (depthOf(next) > depthOf(best) ? next : best));
      for (const [at, problem] of nearest) this.report(at, problem);
    }
  }

  /** The problems of one choice, which are none of the whole as long as another choice fits. */
  private apart(schema: Json, value: Json, path: string, depth: number): Problems {
    const check = new Check(this.root);
    check.steps = this.steps;
    check.visit(schema, value, path, depth);
    this.steps = check.steps;
    return check.problems;
  }

  private visitItems({ items, minItems, maxItems }: JsonObject, value: Json[], path: string, depth: number): void {
    if (typeof minItems === 'number' && value.length < minItems)
      this.report(path, `must have at least ${minItems} items`);
    if (typeof maxItems === 'number' && value.length > maxItems)
      this.report(path, `must have at most ${maxItems} items`);
    if (!isObject(items)) return;
    for (const [index, item] of value.entries()) this.visit(items, item, join(path, index), depth + 1);
  }

  private visitProperties(schema: JsonObject, value: JsonObject, path: string, depth: number): void {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const name of required) {
      if (typeof name !== 'string' || isGiven(value, name) || hasDefault(properties, name)) continue;
      this.report(join(path, name), 'is required');
    }
    const isClosed = bringsNoOtherNames(schema);
    // Without pairs: a caller may send hundreds of thousands of names, of which the first few decide.
    for (const name of Object.keys(value)) {
      if (this.problems.size >= MAX_PROBLEMS) return;
      const item = value[name] ?? null;
      if (Object.hasOwn(properties, name)) {
        // Models write null for what they leave out.
        const isLeftOut = item === null && !required.includes(name);
        if (!isLeftOut) this.visit(properties[name], item, join(path, name), depth + 1);
      } else if (isClosed) this.report(join(path, name), 'is not a parameter of this tool');
      else this.visit(schema.additionalProperties, item, join(path, name), depth + 1);
    }
  }

  private report(path: string, problem: string): void {
    if (this.problems.size < MAX_PROBLEMS && !this.problems.has(path)) this.problems.set(path, problem);
  }

  /** A part of the same schema; anything else is not looked up, and says nothing. */
  private resolve(reference: string): Json | undefined {
    if (!reference.startsWith('#')) return undefined;
    let found: Json | undefined = this.root;
    for (const part of reference.slice(1).split('/').filter(Boolean)) {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
    }
    return found;
  }
}

/** Only where the names are all in one place: patterns are not run, and choices may bring names of their own. */
function bringsNoOtherNames(schema: JsonObject): boolean {
  const brings = ['patternProperties', 'allOf', 'anyOf', 'oneOf', '$ref', 'if'];
  return schema.additionalProperties === false && !brings.some((keyword) => keyword in schema);
}

function isGiven(value: JsonObject, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

/** What has a default is filled in by the app, whatever the schema says of it. */
function hasDefault(properties: JsonObject, name: string): boolean {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isObject(property) && 'default' in property;
}

function depthOf(problems: Problems): number {
  return Math.max(...[...problems.keys()].map((path) => path.split('.').length - (path === '' ? 1 : 0)));
}

function join(path: string, part: string | number): string {
  return path === '' ? String(part) : `${path}.${part}`;
}
