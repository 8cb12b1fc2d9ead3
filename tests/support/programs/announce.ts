import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a measured process tells of itself when it is asked. */
export type Usage = {
  cpuUs: number;
  rssBytes: number;
  peakRssBytes: number;
  /** The longest that one piece of work kept everything else waiting since it was asked before. */
  longestDelayMs: number;
};
export type Message = { port: number } | { usage: Usage };

/** Listens on a free port, says which, and then answers questions about what it has used. */
export function announce(server: Server): void {
  server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
  tellUsage();
  process.on('disconnect', () => process.exit(0));
}

export function tellUsage(): void {
  const delay = monitorEventLoopDelay();
  delay.enable();
  process.on('message', (asked) => {
    const { user, system } = process.cpuUsage();
    // Only when memory is the question: a collection costs time, and so do the calls after it.
    if (asked === 'memory') globalThis.gc?.();
    tell({
      usage: {
        cpuUs: user + system,
        rssBytes: process.memoryUsage.rss(),
        peakRssBytes: process.resourceUsage().maxRSS * 1024,
        longestDelayMs: delay.max / 1e6,
      },
    });
    delay.reset();
  });
}

function tell(message: Message): void {
  process.send?.(message);
}
