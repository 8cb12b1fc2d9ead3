import { benchEndurance } from '@/bench/endurance';
import { runCommand } from './lib/stop';

/** `npm run bench:endurance -- 5` takes five minutes instead of thirty. */
await runCommand(async () => {
  process.exit((await benchEndurance(Number(process.argv[2] ?? 30))) ? 0 : 1);
});
