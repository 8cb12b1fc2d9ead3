import type { Action } from '../apps/define';

/** The newest first; the last is the base version that the older API falls back to. */
export const VERSIONS = ['20261001_00', '20260715_00', '00000000_00'];
export const LATEST_VERSION = VERSIONS[0] ?? '';

/** A definition that changed gets a version of its own, newer than the toolkit's. */
export function versionsOf({ revision }: Action): string[] {
  return revision === 0 ? VERSIONS : [`20261001_${String(revision).padStart(2, '0')}`, ...VERSIONS];
}
