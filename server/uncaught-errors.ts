import { log } from '@/lib/platform/log';
import { counter, processName } from '@/lib/platform/metrics';

const uncaught = counter({
  name: 'patchbay_uncaught_errors_total',
  help: 'Errors and rejections that reached no handler. The process went on.',
  labels: ['process'],
});

/** More than this in a minute come from something that is broken for good, and a new process is better off. */
const MAX_PER_MINUTE = 100;
const MINUTE_MS = 60_000;
/** sysexits.h: an internal software error. Not 1, which says that the installation is wrong. */
const EXIT_SOFTWARE = 70;

/**
 * An error that nobody caught belongs to one call, whose caller is answered at its deadline; it must not end the calls
 * of everybody else. What a process keeps is either in the database or made anew (pools, caches), so it may go on. To be
 * called once the process has started: before that, an error is a reason not to start.
 */
export function surviveUncaughtErrors(): void {
  let recent: number[] = [];
  const about = { process: processName() };
  uncaught().inc(about, 0);
  process.on('uncaughtException', (error, origin) => {
    recent = [...recent.filter((at) => at > Date.now() - MINUTE_MS), Date.now()];
    uncaught().inc(about);
    log().error({ error, origin }, 'an error reached no handler; the process goes on');
    if (recent.length <= MAX_PER_MINUTE) return;
    log().fatal({ count: recent.length }, 'too many errors reached no handler; the process ends and is replaced');
    process.exit(EXIT_SOFTWARE);
  });
}
