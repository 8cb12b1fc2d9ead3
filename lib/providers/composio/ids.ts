import * as z from 'zod';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { invalidId } from '../upstream/ids';

export const AccountId = z.string().regex(/^ca_[\w-]+$/);
export const AuthConfigId = z.string().regex(/^ac_[\w-]+$/);

export function accountIdOf(value: string): string {
  if (!AccountId.safeParse(value).success) throw invalidId('account');
  return value;
}

export function authConfigIdOf(value: string): string {
  if (!AuthConfigId.safeParse(value).success) {
    throw new AppError('invalid_request', say('providers.authConfigId'));
  }
  return value;
}
