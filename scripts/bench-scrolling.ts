import { benchScrolling } from '@/bench/scrolling';
import { runCommand } from './lib/stop';

/** `npm run bench:scrolling -- folder` also leaves pictures there. */
await runCommand(async () => {
  await benchScrolling(process.argv[2]);
  process.exit(0);
});
