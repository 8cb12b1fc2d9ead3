import { build } from './lib/build';
import { step } from './lib/progress';
import { report, runCommand } from './lib/stop';
import { runChecks } from './lib/testing/checks';
import { runJourneys } from './lib/testing/journeys';
import { newestNode, obtainNode, otherNodes } from './lib/testing/other-node';
import { type Outcome, Tally } from './lib/testing/tally';
import { runVitest } from './lib/testing/vitest';

type Part = { name: string; run: () => Promise<Outcome> };

const parts: Part[] = [
  {
    name: 'tests with servers',
    // Some tools that test us need a newer Node than we do.
    run: async () =>
      runVitest(['integration', 'databases', 'alone'], { env: { TEST_NODE: process.env.TEST_NODE ?? newestNode() } }),
  },
  { name: 'build', run: () => step('Build', build).then(() => ({ passed: 1, failures: [] })) },
  { name: 'tests of starting, killing and wrong settings', run: () => runVitest(['resilience']) },
  ...otherNodes().map((version) => ({
    name: `unit tests on Node ${version}`,
    run: async () => runVitest(['unit'], { node: obtainNode(version) }),
  })),
  { name: 'journeys', run: runJourneys },
];

/** Every part runs, whatever became of the ones before it: one run tells everything that is wrong. */
await runCommand(async () => {
  const startedAt = Date.now();
  const tally = new Tally();
  await runChecks(tally);
  for (const part of parts) tally.add(part.name, await outcomeOf(part));
  console.log(`\nAll of it took ${Math.round((Date.now() - startedAt) / 1000)} s.`);
  console.log(tally.report());
  process.exit(tally.hasFailed ? 1 : 0);
});

async function outcomeOf({ name, run }: Part): Promise<Outcome> {
  console.log(`\n── ${name}`);
  return run().catch((error: unknown) => {
    report(error);
    return { passed: 0, failures: [{ name: error instanceof Error ? error.message : 'it could not be run' }] };
  });
}
