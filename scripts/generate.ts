import { generate } from './lib/generate/generate';
import { runCommand } from './lib/stop';

await runCommand(generate);
