import { invalidId } from '../upstream/ids';

export function accountIdOf(value: string): string {
  if (!/^apn_[A-Za-z0-9]+$/.test(value)) throw invalidId('account');
  return value;
}
