import { fstatSync } from 'node:fs';
import { startSandbox } from './server';

/** `--port=4100 --public-url=… --state-file=… --apps=synthetic`, or the same as SANDBOX_… in the environment. */
function setting(name: string): string | undefined {
  const flag = `--${name}=`;
  const given = process.argv.find((argument) => argument.startsWith(flag))?.slice(flag.length);
  return given ?? process.env[`SANDBOX_${name.toUpperCase().replaceAll('-', '_')}`];
}

const sandbox = await startSandbox({
  port: Number(setting('port') ?? 0),
  publicBaseUrl: setting('public-url'),
  stateFile: setting('state-file'),
  apps: setting('apps') === 'synthetic' ? 'synthetic' : 'known',
}).catch((error: Error) => {
  process.stderr.write(`The sandbox could not start: ${error.message}\n`);
  process.exit(1);
});

let stopping = false;

async function stop() {
  if (stopping) return;
  stopping = true;
  await sandbox.stop();
  process.exit(0);
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// Whoever started it may be killed without a chance to say so; a sandbox must not stay behind and hold the port.
if (process.send) process.once('disconnect', stop);
else if (isPipe()) process.stdin.once('end', stop).once('error', stop).resume();

process.stdout.write(`Sandbox ready at ${sandbox.url}\n`);

/** Only a pipe says something by ending; a terminal or /dev/null does not. */
function isPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}
