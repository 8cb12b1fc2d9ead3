const EVERY_MS = 500;

/**
 * Calls back when npm started this process and is gone. A SIGTERM to `npm start`, which is what `docker stop` and
 * process managers send, ends npm and its shell and is passed on to nobody. Without npm, a parent that ends means
 * nothing: that is how daemons are started.
 */
export function onNpmGone(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, EVERY_MS);
  timer.unref();
  // What we print may have gone through npm's pipes.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
