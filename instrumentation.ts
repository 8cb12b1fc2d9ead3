/** Called once by Next when a server starts: a wrong setting stops it then, not at the first request that needs it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('@/lib/platform/env');
  env();
}
