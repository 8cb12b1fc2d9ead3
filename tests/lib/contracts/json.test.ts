import { expect, test } from 'vitest';
import * as z from 'zod';
import { Json, JsonObject } from '@/lib/contracts/json';
import { ToolCallRequest } from '@/lib/contracts/tool-call';
import { expectLinear } from '@/tests/support/cost';

test('any JSON is JSON, and only an object is an object', () => {
  for (const value of [null, 0, '', false, [], {}, [{ a: [null] }]]) expect(Json.safeParse(value).data).toEqual(value);
  expect(JsonObject.safeParse({ a: [null] }).data).toEqual({ a: [null] });
  for (const value of [null, 0, '', false, [], [{}], undefined])
    expect(JsonObject.safeParse(value).success).toBe(false);
});

test('a field of JSON that is missing is said to be, unless it may be left out', () => {
  const shape = z.object({ any: Json, object: JsonObject, other: Json.optional() });
  const { issues } = shape.safeParse({}).error ?? { issues: [] };
  expect(issues.map(({ code, path }) => [code, ...path])).toEqual([
    ['invalid_type', 'any'],
    ['invalid_type', 'object'],
  ]);
});

test('what is in it is described as an object of anything', () => {
  expect(z.toJSONSchema(JsonObject)).toMatchObject({ type: 'object', additionalProperties: {} });
});

test('three hundred thousand names are taken as they are, in no time', () => {
  const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, id) => [`n${id}`, 1]));
  const [few, many] = [names(10), names(300_000)];
  const read = (params: object) => ToolCallRequest.parse({ action: 'x', params });
  expect(read(many).params).toBe(many);
  expectLinear(
    'names',
    () => read(few),
    () => read(many),
  );
});
