import * as z from 'zod';
import type { Json, JsonObject } from '@/lib/contracts/json';

const Option = z.union([z.string(), z.number(), z.boolean(), z.object({ label: z.unknown(), value: z.json() })]);

export const Prop = z.object({
  name: z.string().min(1),
  type: z.string(),
  label: z.string().nullish(),
  description: z.string().nullish(),
  optional: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  remoteOptions: z.boolean().nullish(),
  reloadProps: z.boolean().nullish(),
  secret: z.boolean().nullish(),
  format: z.string().nullish(),
  min: z.number().nullish(),
  max: z.number().nullish(),
  default: z.json().nullish().catch(null),
  options: z.array(Option).nullish().catch(null),
});
export type Prop = z.infer<typeof Prop>;

/** Filled in by the service itself, or meant for its own editor. */
const NOT_FOR_CALLERS = /^(app|alert|dir|data_store|http_request|sql|\$\.interface\..*|\$\.service\..*)$/;

const TYPES: Record<string, JsonObject> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  object: { type: 'object', additionalProperties: true },
  any: {},
};

/** The props of a component as the JSON Schema that the service's MCP server takes for the same component. */
export function toInputSchema(props: Prop[]): JsonObject {
  const shown = props.filter(({ type, hidden, disabled }) => !NOT_FOR_CALLERS.test(type) && !hidden && !disabled);
  const required = shown.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(shown.map((prop) => [prop.name, toProperty(prop)])),
    ...(required.length > 0 && { required }),
    // A prop that reloads the others may bring new ones, which nobody can name beforehand.
    additionalProperties: shown.some(({ reloadProps }) => reloadProps),
  };
}

function toProperty(prop: Prop): JsonObject {
  const { label, min, max, secret } = prop;
  const isList = prop.type.endsWith('[]');
  const value = withChoices(TYPES[prop.type.replace('[]', '')] ?? { type: 'string' }, prop);
  const schema: JsonObject = isList ? { type: 'array', items: value } : value;
  const description = descriptionOf(prop);
  return {
    ...(prop.optional ? nullable(schema) : schema),
    ...(label && { title: label }),
    ...(description && { description }),
    ...(prop.default !== null && prop.default !== undefined && prop.default !== '' && { default: prop.default }),
    ...(typeof min === 'number' && { minimum: min }),
    ...(typeof max === 'number' && { maximum: max }),
    ...(secret && { secret: true, writeOnly: true }),
  };
}

/** Choices that come from the account are only known there, so they are not written down as the only ones. */
function withChoices(schema: JsonObject, { options, remoteOptions }: Prop): JsonObject {
  const values = choicesOf(options).map(({ value }) => value);
  return values.length > 0 && !remoteOptions ? { ...schema, enum: values } : schema;
}

function nullable(schema: JsonObject): JsonObject {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return schema;
  return { ...schema, type: [type, 'null'], ...(Array.isArray(values) && { enum: [...values, null] }) };
}

function descriptionOf({ description, options, remoteOptions, format }: Prop): string {
  const labelled = choicesOf(options).filter(({ label, value }) => label !== null && label !== String(value));
  const parts = [
    description?.trim(),
    labelled.length > 0 && `One of: ${labelled.map(({ label, value }) => `${value} (${label})`).join(', ')}.`,
    remoteOptions && 'The possible values depend on the connected account.',
    format === 'file-ref' && 'A path below /tmp, or an address to fetch the file from.',
  ];
  return parts.filter(Boolean).join(' ');
}

function choicesOf(options: Prop['options']): { value: Json; label: string | null }[] {
  return (options ?? []).map((option) => {
    if (typeof option !== 'object') return { value: option, label: null };
    return { value: option.value, label: typeof option.label === 'string' ? option.label : null };
  });
}
