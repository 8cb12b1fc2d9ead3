import type { Page } from 'playwright';

export type Frames = {
  frames: number;
  p50Ms: number;
  p95Ms: number;
  longestMs: number;
  /** What one notch of the wheel costs the page's main thread; the steadier figure where cores are shared. */
  cpuPerNotchMs: number;
  /** Tasks that kept the page from answering for more than 50 ms. */
  longTasks: number;
  /** Cumulative layout shift, as browsers report it: 0 means that nothing moved by itself. */
  layoutShift: number;
};

type Watch = { deltas: number[]; longTasks: number; shift: number; last: number };

declare global {
  var frameWatch: Watch | undefined;
}

/** Before the page: shifts are counted from its first drawing on. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watch: Watch = { deltas: [], longTasks: 0, shift: 0, last: 0 };
    globalThis.frameWatch = watch;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) watch.shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      watch.longTasks += list.getEntries().length;
    }).observe({ type: 'longtask' });
    const draw = (now: number) => {
      if (watch.last > 0) watch.deltas.push(now - watch.last);
      watch.last = now;
      requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
  });
}

/** A usual mouse's notch. One each frame is seven thousand pixels a second: faster than anybody reads. */
const NOTCH_PX = 120;

/** Turns the wheel, a notch each frame or so, until the work is done or the time is over; what was seen meanwhile. */
export async function scroll(page: Page, isDone: () => Promise<boolean>, limitMs: number): Promise<Frames> {
  await page.evaluate(() => {
    const watch = globalThis.frameWatch;
    if (watch) Object.assign(watch, { deltas: [], longTasks: 0 });
  });
  await page.mouse.move(600, 500);
  const cpuMs = await startCpuClock(page);
  let notches = 0;
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline && !(await isDone())) {
    for (let notch = 0; notch < 10; notch += 1) {
      await page.mouse.wheel(0, NOTCH_PX);
      notches += 1;
      await page.waitForTimeout(16);
    }
  }
  const seen = await page.evaluate(() => globalThis.frameWatch);
  if (!seen) throw new Error('The page was not watched.');
  const sorted = seen.deltas.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return {
    frames: sorted.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    longestMs: sorted.at(-1) ?? 0,
    cpuPerNotchMs: (await cpuMs()) / Math.max(notches, 1),
    longTasks: seen.longTasks,
    layoutShift: seen.shift,
  };
}

/** The main thread's own time, which others on the same cores do not lengthen. */
async function startCpuClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const before = await read();
  return async () => (await read()) - before;
}
