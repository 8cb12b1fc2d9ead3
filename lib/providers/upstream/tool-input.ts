import type { JsonObject } from '@/lib/contracts/json';
import { isTooDeep } from '@/lib/platform/json-depth';

/** No form, client or model works with more, and a schema that was cut for its depth means something else. */
const MAX_SCHEMA_DEPTH = 100;

/** Whether a tool with this input can be offered: it is an object, and not too deep to be worked with. */
export function isUsableInput(schema: JsonObject): boolean {
  return schema.type === 'object' && !isTooDeep(JSON.stringify(schema), MAX_SCHEMA_DEPTH);
}
