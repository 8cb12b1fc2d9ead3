import { type Action, type App, camelCase } from '../apps/define';
import type { Field } from '../apps/field';
import { fieldSchema } from '../apps/field';
import { isRead } from '../apps/run';
import type { JsonObject } from '../json';

export const keyOf = (app: App, action: Action) => `${app.slug}-${action.key}`;
export const versionOf = (action: Action) => `0.1.${action.revision}`;

const wordsFor = (app: App, { description }: Action) => `${description} [See the documentation](https://${app.domain})`;

function hintsOf(action: Action) {
  return {
    title: action.title,
    readOnlyHint: isRead(action),
    destructiveHint: action.destructive,
    idempotentHint: isRead(action) || action.verb === 'update' || action.verb === 'delete',
    openWorldHint: true,
  };
}

export function presentComponent(app: App, action: Action) {
  return {
    key: keyOf(app, action),
    name: action.title,
    version: versionOf(action),
    component_type: 'action',
    description: wordsFor(app, action),
    stash: null,
    annotations: hintsOf(action),
    configurable_props: [
      ...(app.auth === 'none' ? [] : [{ name: app.prop, type: 'app', app: app.slug }]),
      ...Object.entries(action.fields).map(([name, field]) => presentProp(name, field)),
    ],
  };
}

function presentProp(name: string, field: Field) {
  return {
    name: camelCase(name),
    type: field.type === 'number' ? 'string' : field.type,
    label: labelOf(name),
    description: field.description,
    ...(!field.required && { optional: true }),
    ...(field.options && { options: field.options }),
    ...(field.of && { remoteOptions: true }),
  };
}

/** The tool as the MCP server lists it: without the app's own prop, optional props nullable. */
export function presentTool(app: App, action: Action) {
  const fields = Object.entries(action.fields);
  return {
    name: keyOf(app, action),
    title: action.title,
    description: wordsFor(app, action),
    inputSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object' as const,
      properties: Object.fromEntries(fields.map(([name, field]) => [camelCase(name), presentProperty(field)])),
      required: fields.filter(([, field]) => field.required).map(([name]) => camelCase(name)),
      additionalProperties: false,
    },
    annotations: hintsOf(action),
  };
}

function presentProperty(field: Field): JsonObject {
  const schema = fieldSchema(field);
  return field.required ? schema : { ...schema, type: [String(schema.type), 'null'], ...nullableOptions(field) };
}

function nullableOptions({ options }: Field): JsonObject {
  return options ? { enum: [...options, null] } : {};
}

/** Props are camelCase here; fields are not. A number arrives as text, because Pipedream has no prop for it. */
export function inputFrom(action: Action, props: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(action.fields).flatMap(([name, field]) => {
      const given = unwrapLabel(props[camelCase(name)] ?? props[name]);
      if (given === undefined) return [];
      const isNumber = field.type === 'number' && typeof given === 'string' && given.trim() !== '';
      return [[name, isNumber && Number.isFinite(Number(given)) ? Number(given) : given]];
    }),
  );
}

function unwrapLabel(value: JsonObject[string] | undefined) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const chosen = value.__lv;
  return typeof chosen === 'object' && chosen !== null && !Array.isArray(chosen) ? chosen.value : value;
}

function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
