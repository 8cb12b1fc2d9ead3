import { AppError } from '@/lib/errors';

/**
 * Ids become parts of paths and filters at a provider. An empty user means "everybody's", a comma makes two users of
 * one, and ".." another address, so none of them is ever sent.
 */
export function externalUserIdOf(value: string): string {
  if (!/^[\w@:+.-]{1,250}$/.test(value) || /^\.+$/.test(value)) throw invalidId('user');
  return value;
}

export function slugOf(value: string): string {
  if (!/^\w[\w.-]{0,99}$/.test(value) || value.includes('..')) throw invalidId('app');
  return value;
}

export function invalidId(what: 'user' | 'app' | 'account'): AppError {
  return new AppError('invalid_request', `This does not name ${what === 'user' ? 'a' : 'an'} ${what}.`);
}
