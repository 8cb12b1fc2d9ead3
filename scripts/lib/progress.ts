/** Says what is being done, again every ten seconds while it lasts, and how long it took. */
export async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(1);
  const stillAtIt = setInterval(() => console.log(`  ${title} … ${Math.round(Number(seconds()))} s`), 10_000);
  try {
    const result = await work();
    console.log(`✓ ${title} (${seconds()} s)`);
    return result;
  } catch (error) {
    console.log(`✗ ${title} (${seconds()} s)`);
    throw error;
  } finally {
    clearInterval(stillAtIt);
  }
}
