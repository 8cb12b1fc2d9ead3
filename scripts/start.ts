import { runProduct } from './lib/product/run-product';
import { runCommand } from './lib/stop';

await runCommand(() => runProduct({ isDevelopment: false }));
