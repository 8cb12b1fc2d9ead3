import { asSystem } from '@/lib/platform/db';

/** When profiles were last called, many at once: a busy gateway must not write a row a call. */
export async function markProfilesUsed(ids: string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await asSystem(async (tx) => {
    await tx.$executeRaw`update profiles set last_used_at = ${at} where id = any(${ids}::uuid[])`;
    await tx.$executeRaw`update connections set last_used_at = ${at} where profile_id = any(${ids}::uuid[])`;
  });
}
