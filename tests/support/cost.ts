import { expect } from 'vitest';

/** What work costs this process, the best of three times: other processes on the machine do not count. */
export function cpuMsOf(work: () => unknown): number {
  const spent = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...spent);
}

/** Eight times the size may cost eight times as much, not sixty-four; what costs under three milliseconds is noise. */
export function expectLinear(what: unknown, short: () => unknown, eightTimes: () => unknown): void {
  const [little, much] = [cpuMsOf(short), cpuMsOf(eightTimes)];
  expect(much, JSON.stringify({ what, little, much })).toBeLessThan(Math.max(little, 3) * 24);
}
