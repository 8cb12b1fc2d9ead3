import type { JsonObject } from '@/lib/contracts/json';
import { openValue, sealValue } from './data-keys';

type Place = Parameters<typeof sealValue>[0];

const PREFIX = 's1.';

/** A value sealed for its row, as text for a column of text or JSON. */
export async function sealText(place: Place, value: JsonObject): Promise<string> {
  return PREFIX + Buffer.from(await sealValue(place, value)).toString('base64');
}

/** Null where the text was not sealed: rows that the former version wrote. */
export async function openText(place: Place, text: string): Promise<JsonObject | null> {
  return text.startsWith(PREFIX) ? openValue(place, Buffer.from(text.slice(PREFIX.length), 'base64')) : null;
}
