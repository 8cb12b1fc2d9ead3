import { expect, test } from 'vitest';
import { open, SealError, seal } from '@/lib/platform/seal/cipher';
import { newDataKey, openDataKey } from '@/lib/platform/seal/data-key';
import { hashPassword, isPassword } from '@/lib/platform/seal/password';
import { isSignedBy, sameSecret, sign } from '@/lib/platform/seal/token';

const key = new Uint8Array(32).fill(7);
const text = new TextEncoder().encode('a database password');

test('what was sealed opens again for the same row', () => {
  expect(new TextDecoder().decode(open(key, seal(key, text, 'row-1'), 'row-1'))).toBe('a database password');
});

test('sealed bytes copied into another row do not open there', () => {
  expect(() => open(key, seal(key, text, 'row-1'), 'row-2')).toThrow(SealError);
});

test('a single changed bit is noticed', () => {
  const sealed = seal(key, text, 'row-1');
  for (const at of [1, 14, sealed.length - 1]) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open(key, changed, 'row-1')).toThrow(SealError);
  }
});

test('the same text sealed twice shows no likeness', () => {
  expect(Buffer.from(seal(key, text, 'row')).equals(Buffer.from(seal(key, text, 'row')))).toBe(false);
});

test('a data key opens for its own account only', () => {
  const made = newDataKey('account-a');
  expect(openDataKey('account-a', made)).toEqual(new Uint8Array(made.dataKey));
  expect(() => openDataKey('account-b', made)).toThrow(SealError);
});

test('a data key of a master version that is gone says which one is missing', () => {
  expect(() => openDataKey('a', { ...newDataKey('a'), masterVersion: 99 })).toThrow(/version 99/);
});

test('a password is recognised, also when typed with another composition of its letters', async () => {
  const stored = await hashPassword('contrase\u00f1a larga');
  expect(await isPassword('contrasen\u0303a larga', stored)).toBe(true);
  expect(await isPassword('another', stored)).toBe(false);
});

test('nobody has no password, whatever is typed', async () => {
  expect(await isPassword('', null)).toBe(false);
});

test('a signature is good for its own purpose and text only', () => {
  const signature = sign('cursor', 'page 2');
  expect(isSignedBy('cursor', 'page 2', signature)).toBe(true);
  expect(isSignedBy('cursor', 'page 3', signature)).toBe(false);
  expect(isSignedBy('cookie', 'page 2', signature)).toBe(false);
});

test('secrets of different lengths are simply different', () => {
  expect(sameSecret('short', 'much longer than that')).toBe(false);
});
