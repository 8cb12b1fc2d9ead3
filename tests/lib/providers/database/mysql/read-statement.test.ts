import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStatement } from '@/lib/providers/database/mysql/read-statement';
import { Refusal } from '@/lib/providers/database/refusal';

const read = (sql: string) => readStatement(sql, () => false);
const LENGTH = 100_000;
const fill = (part: string, length = LENGTH) => part.repeat(Math.floor(length / part.length));

describe('what a statement costs to read', () => {
  test.each([
    ['opening brackets', fill('(')],
    ['opening brackets of a query', `select ${fill('(')}`],
    ['brackets in pairs', `select ${fill('(1),')} 1`],
    ['names with brackets', `select ${fill('a(')}`],
    ['a list of columns that never ends', `with a (${fill('b,')}`],
    ['many lists of columns', `select 1 from (${fill(') a (b,b')}`],
    ['explain of brackets', `explain ${fill('(')}`],
    ['explain of explain', `${fill('explain ')} select 1`],
    ['options of explain', `explain ${fill('format=json ')} select 1`],
    ['dots', `select a${fill('.a')}`],
    ['digits', `select ${fill('1')}`],
    ['numbers that could be names', `select ${fill('1.')}`],
    ['comments', `select 1 ${fill('/**/')}`],
    ['a hint', `select /*+ ${fill('a')} */ 1`],
    ['hints with brackets', `select /*+ ${fill('merge(a) ')} */ 1`],
    ['quotes', `select ${fill("''")}`],
    ['a quote that is never closed', `select '${fill('\\')}`],
    ['at signs', `select ${fill('@')}`],
    ['show', `show ${fill('a ')}`],
    ['semicolons', `select 1${fill(';')}`],
  ])('is in proportion to its length: %s', (_, sql) => {
    const startedAt = performance.now();
    try {
      read(sql);
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
    }
    expect(performance.now() - startedAt).toBeLessThan(200);
  });

  test('and depth is bounded, with a clear word', () => {
    expect(() => read(`select ${fill('(', 20_000)}1`)).toThrow('nested too deeply');
    expect(() => read(`select ${fill('(', 400)}1${fill(')', 400)}`)).not.toThrow();
  });

  test('and no text makes it fail in another way than by a refusal', () => {
    const part = fc.constantFrom(
      ...'select from with as ( ) , . ` \' " @ @@ := /* */ /*+ -- # \n 1 1. .5 e1 0x1 a b t.c into for update lock show explain describe \\ ; ? : $ é'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.constantFrom('', ' '), (parts, space) => {
        try {
          read(parts.join(space));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  'select 1.into @x',
  'select 1e1into @x',
  'select 1.5into outfile "x"',
  'select 0x1into @x',
  'select .5into @x',
  'select t.1into @x',
  'select `t`.1into @x',
  'select 1into @x',
  "select $$ ' $$, sleep(1) -- '",
  'select $a$',
])('what may be a number or a name is refused: %s', (sql) => {
  expect(() => read(sql)).toThrow(Refusal);
});

test('tables, views and functions are found as they are written', () => {
  const { names, calls } = read('select o.Total, COUNT (*) from `Shop`.Orders o join v1 using (id) where v2.x = 1');
  expect(names).toContainEqual({ schema: 'Shop', name: 'Orders' });
  expect(names).toContainEqual({ schema: null, name: 'v1' });
  expect([...calls]).toEqual(['count', 'using']);
});
