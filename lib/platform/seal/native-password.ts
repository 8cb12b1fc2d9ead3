import { createHash } from 'node:crypto';

/** What MariaDB stores of a password. Sent in its place, it keeps the password itself out of the server's log. */
export function toNativePassword(password: string): string {
  const sha1 = (value: string | Buffer) => createHash('sha1').update(value).digest();
  return `*${sha1(sha1(password)).toString('hex').toUpperCase()}`;
}
