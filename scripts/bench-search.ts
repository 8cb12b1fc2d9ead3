import { benchSearch } from '@/bench/search';
import { runCommand } from './lib/stop';

await runCommand(async () => {
  await benchSearch();
  process.exit(0);
});
