import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStatement } from '@/lib/providers/database/mysql/read-statement';
import { Refusal } from '@/lib/providers/database/refusal';
import { expectLinear } from '@/tests/support/cost';

const read = (sql: string) => readStatement(sql, () => false);
/** A part over and over, as long as the statement is to be. */
type Fill = (part: string) => string;

describe('what a statement costs to read', () => {
  test.each<[string, (fill: Fill) => string]>([
    ['opening brackets', (fill) => fill('(')],
    ['opening brackets of a query', (fill) => `select ${fill('(')}`],
    ['brackets in pairs', (fill) => `select ${fill('(1),')} 1`],
    ['names with brackets', (fill) => `select ${fill('a(')}`],
    ['a list of columns that never ends', (fill) => `with a (${fill('b,')}`],
    ['many lists of columns', (fill) => `select 1 from (${fill(') a (b,b')}`],
    ['explain of brackets', (fill) => `explain ${fill('(')}`],
    ['explain of explain', (fill) => `${fill('explain ')} select 1`],
    ['options of explain', (fill) => `explain ${fill('format=json ')} select 1`],
    ['dots', (fill) => `select a${fill('.a')}`],
    ['digits', (fill) => `select ${fill('1')}`],
    ['numbers that could be names', (fill) => `select ${fill('1.')}`],
    ['comments', (fill) => `select 1 ${fill('/**/')}`],
    ['a hint', (fill) => `select /*+ ${fill('a')} */ 1`],
    ['hints with brackets', (fill) => `select /*+ ${fill('merge(a) ')} */ 1`],
    ['quotes', (fill) => `select ${fill("''")}`],
    ['a quote that is never closed', (fill) => `select '${fill('\\')}`],
    ['at signs', (fill) => `select ${fill('@')}`],
    ['show', (fill) => `show ${fill('a ')}`],
    ['semicolons', (fill) => `select 1${fill(';')}`],
  ])('is in proportion to its length: %s', (what, make) => {
    const readAt = (length: number) => {
      const sql = make((part) => part.repeat(Math.floor(length / part.length)));
      return () => {
        try {
          read(sql);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      };
    };
    expectLinear(what, readAt(12_500), readAt(100_000));
  });

  test('and depth is bounded, with a clear word', () => {
    expect(() => read(`select ${'('.repeat(20_000)}1`)).toThrow('nested too deeply');
    expect(() => read(`select ${'('.repeat(400)}1${')'.repeat(400)}`)).not.toThrow();
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
