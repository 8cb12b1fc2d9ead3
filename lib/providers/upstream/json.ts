import { isTooDeep } from '@/lib/platform/json-depth';

/** Undefined where it is not JSON, or nests so deep that reading it further could end the process. */
export function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
