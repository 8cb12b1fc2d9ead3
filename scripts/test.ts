import { generate } from './lib/generate/generate';
import { step } from './lib/progress';
import { report, runCommand } from './lib/stop';
import { checkSource } from './lib/testing/checks';
import { runJourneys } from './lib/testing/journeys';
import { newestNode, obtainNode, otherNodes } from './lib/testing/other-node';
import { type Outcome, Tally } from './lib/testing/tally';
import { checkBeside } from './lib/testing/tool';
import { runVitest } from './lib/testing/vitest';

type Part = { name: string; run: () => Promise<Outcome> };

const fromSource: Part[] = [
  { name: 'unit tests', run: () => runVitest(['unit']) },
  {
    name: 'tests with servers',
    // Some tools that test us need a newer Node than we do.
    run: async () =>
      runVitest(['integration', 'databases', 'alone'], { env: { TEST_NODE: process.env.TEST_NODE ?? newestNode() } }),
  },
];

/** They mostly wait for processes to start, to be missed and to be replaced. */
const resilience: Part = {
  name: 'tests of starting, killing and wrong settings',
  run: () => runVitest(['resilience']),
};

/** They mostly compute. */
const onOtherNodes: Part[] = otherNodes().map((version) => {
  const name = `unit tests on Node ${version}`;
  return { name, run: async () => runVitest(['unit'], { node: obtainNode(version), besideAs: name }) };
});

const journeys: Part = { name: 'journeys', run: runJourneys };

/** Every part runs, whatever became of the ones before it: one run tells everything that is wrong. */
await runCommand(async () => {
  const startedAt = Date.now();
  const tally = new Tally();
  await step('Generated files', generate);
  const built = checkAndBuild(tally);
  built.catch(() => {}); // met where it is waited for
  await runInTurn(fromSource, tally);
  await built;
  await Promise.all([runInTurn([resilience], tally), runInTurn(onOtherNodes, tally)]);
  await runInTurn([journeys], tally);
  console.log(`\nAll of it took ${Math.round((Date.now() - startedAt) / 1000)} s.`);
  console.log(tally.report());
  process.exit(tally.hasFailed ? 1 : 0);
});

async function runInTurn(parts: Part[], tally: Tally): Promise<void> {
  for (const part of parts) tally.add(part.name, await outcomeOf(part));
}

/** In the time that tests spend waiting. */
async function checkAndBuild(tally: Tally): Promise<void> {
  await checkSource(tally);
  tally.add('build', await checkBeside({ name: 'Build', script: 'scripts/run.mjs', args: ['build'] }));
}

async function outcomeOf({ name, run }: Part): Promise<Outcome> {
  console.log(`\n── ${name}`);
  return run().catch((error: unknown) => {
    report(error);
    return { passed: 0, failures: [{ name: error instanceof Error ? error.message : 'it could not be run' }] };
  });
}
