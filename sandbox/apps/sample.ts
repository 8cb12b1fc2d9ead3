import type { Json, JsonObject } from '../json';
import type { Field, Fields } from './field';

const PEOPLE = ['Ada Romero', 'Noah Lindqvist', 'Mei Tanaka', 'Omar Haddad', 'Lucia Ferreira'];
const COMPANIES = ['Northwind Traders', 'Contoso Robotics', 'Blue Yonder Airlines', 'Fabrikam Foods', 'Tailspin Toys'];
const TITLES = ['Quarterly review', 'Onboarding checklist', 'Website refresh', 'Customer interviews', 'Launch plan'];
const TEXTS = [
  'Ready for a second look.',
  'Waiting for the customer.',
  'Agreed on Monday.',
  'Needs an owner.',
  'Done.',
];

/** By what a field's name ends with; the first that fits wins. */
const SAMPLES: [RegExp, (index: number) => Json][] = [
  [/email|^to$|^from$|recipient|assignee|owner|attendee/, (index) => `${slugOf(pick(PEOPLE, index))}@example.com`],
  [/first_?name/, (index) => pick(PEOPLE, index).split(' ')[0] ?? ''],
  [/last_?name/, (index) => pick(PEOPLE, index).split(' ')[1] ?? ''],
  [/company|organization|account/, (index) => pick(COMPANIES, index)],
  [/phone|number/, (index) => `+1 555 010${index}`],
  [/url|link|website/, (index) => `https://example.com/${slugOf(pick(TITLES, index))}`],
  [/_at$|date|time|start|end|due/, (index) => `2026-11-${String(16 + index).padStart(2, '0')}T15:00:00Z`],
  [/amount|price|value|total|balance|budget/, (index) => (index + 1) * 1250],
  [/currency/, () => 'usd'],
  [/city/, (index) => pick(['Lisbon', 'Oslo', 'Osaka', 'Lima', 'Quito'], index)],
  [/name|title|subject|summary|label|topic/, (index) => pick(TITLES, index)],
  [/text|body|description|content|message|comment|note/, (index) => pick(TEXTS, index)],
];

const CREATED_AT = '2026-11-02T09:00:00.000Z';

/** Four believable rows for a resource whose rows nobody wrote. The same every time. */
export function sampleRows(resource: string, fields: Fields): JsonObject[] {
  return [0, 1, 2, 3].map((index) => ({
    id: `${resource}_${1001 + index}`,
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, sample(resource, name, field, index)])),
    created_at: CREATED_AT,
  }));
}

function sample(resource: string, name: string, field: Field, index: number): Json {
  if (field.of && field.of !== resource) return `${field.of}_${1001 + index}`;
  if (field.options) return pick(field.options, index);
  if (field.type === 'boolean') return index % 2 === 0;
  if (field.type === 'object') return {};
  if (field.type === 'string[]') return [String(byName(name, resource, index))];
  const value = byName(resource === 'user' && name === 'name' ? 'person' : name, resource, index);
  if (field.type === 'string') return String(value);
  return typeof value === 'number' ? value : index + 1;
}

function byName(name: string, resource: string, index: number): Json {
  if (name === 'person' || (name === 'name' && /contact|lead|person|customer|candidate|employee/.test(resource))) {
    return pick(PEOPLE, index);
  }
  const found = SAMPLES.find(([pattern]) => pattern.test(name));
  return found ? found[1](index) : `${name.replaceAll('_', ' ')} ${index + 1}`;
}

function pick(values: string[], index: number): string {
  return values[index % values.length] ?? '';
}

function slugOf(text: string): string {
  return text.toLowerCase().replaceAll(' ', '.');
}
