import { benchGrown } from '@/bench/grown';
import { runCommand } from './lib/stop';

/** `npm run bench:grown -- 300000` makes a smaller one. */
await runCommand(async () => {
  await benchGrown(Number(process.argv[2] ?? 3_000_000));
  process.exit(0);
});
