import { benchDatabases } from '@/bench/databases';
import { runCommand } from './lib/stop';

await runCommand(async () => {
  await benchDatabases();
  process.exit(0);
});
