import { runCommand } from './lib/stop';
import { runChecks } from './lib/testing/checks';
import { Tally } from './lib/testing/tally';

await runCommand(async () => {
  const tally = new Tally();
  await runChecks(tally);
  console.log(tally.report());
  process.exit(tally.hasFailed ? 1 : 0);
});
