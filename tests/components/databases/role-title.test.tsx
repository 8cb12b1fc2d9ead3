import { describe, expect, test } from 'vitest';
import { RoleRights } from '@/components/databases/role/role-rights';
import { RoleTitle } from '@/components/databases/role/role-title';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { RIGHT_LEVEL, RIGHTS } from '@/lib/contracts/database-role';
import { render } from '@/tests/support/render';

const textOf = (markup: string) => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const reads = (untried: string[]): DatabaseRole => ({ level: 'reads', rights: [], untried, reader: null });
const commands = (count: number) => Array.from({ length: count }, (_, at) => `CMD${at + 1}`);

describe('what of a user of Redis was not tried', () => {
  test('is named while it is short', () => {
    expect(textOf(render(<RoleTitle role={reads(['FLUSHALL', 'SHUTDOWN'])} />))).toContain('FLUSHALL, SHUTDOWN.');
  });

  test('is cut to the worst twelve, with how many more there are', () => {
    expect(textOf(render(<RoleTitle role={reads(commands(15))} />))).toContain('CMD12 and 3 more.');
    expect(textOf(render(<RoleTitle role={reads(commands(15))} />, 'es'))).toContain('CMD12 y 3 más.');
  });

  test('is not spoken of when everything was tried', () => {
    expect(textOf(render(<RoleTitle role={reads([])} />))).not.toContain('Not tried');
  });
});

test.each(['en', 'es'] as const)('every right has its words in %s', (locale) => {
  const rights = RIGHTS.map((right) => ({ right, level: RIGHT_LEVEL[right], names: ['of.this'] }));
  const markup = render(<RoleRights rights={rights} />, locale);
  expect(markup).not.toContain('databases.role');
  expect(markup.match(/<li/g)).toHaveLength(RIGHTS.length);
});
