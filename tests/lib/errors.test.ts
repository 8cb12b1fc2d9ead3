import { expect, test, vi } from 'vitest';
import { AppError, toAppError } from '@/lib/errors';

test('an error made by another copy of this module is known for what it is', async () => {
  vi.resetModules();
  const copy = await import('@/lib/errors');
  const error = new copy.AppError('provider_rejected', 'The server does not accept this user name and password.');

  expect(copy.AppError).not.toBe(AppError);
  expect(error instanceof AppError).toBe(true);
  expect(toAppError(error)).toBe(error);
});

test('nothing else is taken for one', () => {
  for (const value of [new Error('no'), { code: 'internal' }, 'AppError', null, undefined]) {
    expect(value instanceof AppError).toBe(false);
    expect(toAppError(value).code).toBe('internal');
  }
});
