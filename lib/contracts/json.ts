import * as z from 'zod';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * What was read as JSON is JSON, so nothing inside it is looked at again: a body of three hundred thousand names would
 * cost most of a second.
 */
export const Json = z
  .unknown()
  .check(({ value, issues }) => {
    if (value === undefined) issues.push({ code: 'invalid_type', expected: 'nonoptional', input: value });
  })
  .meta({ id: 'Json', description: 'Any JSON value.' }) as z.ZodType<Json>;

export const JsonObject = z
  .unknown()
  .check(({ value, issues }) => {
    if (!isObject(value)) issues.push({ code: 'invalid_type', expected: 'object', input: value });
  })
  .meta({ type: 'object', additionalProperties: {} }) as z.ZodType<JsonObject>;

/** Whether something is an object with names, and no list. */
export function isObject(value: Json | undefined): value is JsonObject;
export function isObject(value: unknown): value is Record<string, unknown>;
export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
