import { createServer } from 'node:http';
import { readMetrics } from '@/lib/platform/metrics';
import { surviveUncaughtErrors } from '@/server/uncaught-errors';

// A server whose calls can go wrong where nobody listens.
surviveUncaughtErrors();
const server = createServer(async ({ url }, outgoing) => {
  if (url === '/throw') {
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
  } else if (url === '/reject') {
    void Promise.reject(new Error('nobody awaits this'));
  } else if (url === '/metrics') {
    outgoing.end(await readMetrics());
  } else {
    setTimeout(() => outgoing.end('answered'), 500);
  }
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address() ?? {}));
