import type { UseQueryResult } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { QueryView } from '@/components/ui/query-view';
import { ApiError } from '@/lib/api-client';
import { render } from '../../support/render';

const show = (query: Partial<UseQueryResult<string[]>>, locale: 'en' | 'es' = 'en') =>
  render(
    <QueryView query={query as UseQueryResult<string[]>} empty="nothing yet">
      {(items) => <ul>{items.join()}</ul>}
    </QueryView>,
    locale,
  );

test('waiting is announced', () => {
  expect(show({ data: undefined, isError: false })).toContain('role="status"');
});

test('a failure says what happened, how to mend it, and offers another try', () => {
  const error = new ApiError('needs_reconnect', 'Gmail no longer lets us in.', {
    action: { who: 'user', url: '/profiles/1?reconnect=1' },
    requestId: 'r-1',
  });
  const markup = show({ data: undefined, isError: true, error });

  expect(markup).toContain('role="alert"');
  expect(markup).toContain('Gmail no longer lets us in.');
  expect(markup).toContain('href="/profiles/1?reconnect=1"');
  expect(markup).toContain('Try again');
  expect(markup).toContain('r-1');
});

test('a failure without words of its own is told in the reader’s language', () => {
  const error = new ApiError('offline', 'The server did not answer.');

  expect(show({ data: undefined, isError: true, error }, 'es')).toContain('El servidor no ha respondido');
});

test('an empty list shows what to do, never a failure', () => {
  expect(show({ data: [] })).toBe('nothing yet');
});

test('what is on the screen stays there when a refresh fails', () => {
  expect(show({ data: ['a'], isError: true, error: new Error('x') })).toBe('<ul>a</ul>');
});
