import type { Profile } from '@/lib/contracts/profile';

/** "Gmail", "Gmail 2", …: the first that this account does not use yet. */
export function freeName(wanted: string, taken: Pick<Profile, 'profile_name'>[]): string {
  const names = new Set(taken.map(({ profile_name }) => profile_name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!names.has(name)) return name;
  }
}
