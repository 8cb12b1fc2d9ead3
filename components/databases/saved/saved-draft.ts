import * as z from 'zod';
import type { Json } from '@/lib/contracts/json';
import { SavedParameter, SavedQuery } from '@/lib/contracts/saved-query';
import { type TypedValue, toValue } from '../query/parameter-values';

/** A saved query while it is filled in: a default is text until it is known to be one. */
export const SavedDraft = SavedQuery.pick({ name: true, description: true }).extend({
  parameters: z.array(
    SavedParameter.pick({ name: true, type: true }).extend({
      required: z.boolean(),
      description: z.string().max(500),
      byDefault: z.string(),
    }),
  ),
});
export type SavedDraft = z.infer<typeof SavedDraft>;

/** What is known already: of the query as it was saved, or from how it was tried. */
export function initialDraft(
  names: readonly string[],
  values: Record<string, TypedValue>,
  saved: SavedQuery | null,
): SavedDraft {
  return {
    name: saved?.name ?? '',
    description: saved?.description ?? '',
    parameters: names.map((name) => {
      const known = saved?.parameters.find((parameter) => parameter.name === name);
      const tried = values[name]?.type;
      const type = known?.type ?? (tried === undefined || tried === 'null' ? 'string' : tried);
      const byDefault = known?.default === undefined || known.default === null ? '' : String(known.default);
      return { name, type, description: known?.description ?? '', required: known?.required ?? true, byDefault };
    }),
  };
}

export function toParameters({ parameters }: SavedDraft): SavedParameter[] {
  return parameters.map(({ byDefault, required, ...parameter }) => {
    const value: Json | undefined = byDefault === '' ? undefined : toValue({ type: parameter.type, text: byDefault });
    return { ...parameter, required: required && value === undefined, ...(value !== undefined && { default: value }) };
  });
}
