import { build } from './lib/build';
import { step } from './lib/progress';
import { runCommand } from './lib/stop';

await runCommand(() => step('Building', build));
