import { expect, test } from 'vitest';
import { StatusBadge, StatusDot } from '@/components/ui/status';
import { ConnectionStatus } from '@/lib/contracts/profile';
import en from '@/messages/en.json';
import es from '@/messages/es.json';
import { render } from '../../support/render';

test.each(ConnectionStatus.options)('%s is told by a word and a shape, in both languages', (status) => {
  expect(render(<StatusBadge status={status} />)).toMatch(new RegExp(`<svg.*</svg>${en.status[status]}`));
  expect(render(<StatusBadge status={status} />, 'es')).toContain(es.status[status]);
});

test('a dot has its word for those who do not see it', () => {
  expect(render(<StatusDot tone="ok" label="Up" />)).toContain('Up');
});
