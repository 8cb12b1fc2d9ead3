import { fstatSync } from 'node:fs';
import { answerHeartbeat } from '@/lib/platform/heartbeat';
import { startSandbox } from './server';

/** `--port=4100 --public-url=… --consent-url=… --state-file=… --apps=synthetic`, or the same as SANDBOX_… in the environment. */
function setting(name: string): string | undefined {
  const flag = `--${name}=`;
  const given = process.argv.find((argument) => argument.startsWith(flag))?.slice(flag.length);
  return given ?? process.env[`SANDBOX_${name.toUpperCase().replaceAll('-', '_')}`];
}

const starting = startSandbox({
  port: Number(setting('port') ?? 0),
  publicBaseUrl: setting('public-url'),
  consentBaseUrl: setting('consent-url'),
  stateFile: setting('state-file'),
  // Not as a flag: everybody on the machine can read those.
  token: process.env.SANDBOX_TOKEN,
  apps: setting('apps') === 'synthetic' ? 'synthetic' : 'known',
});

let stopping = false;

// Whoever started it may be killed without a chance to say so, at any moment from here on or even before; a sandbox
// must not stay behind and hold the port.
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (process.send) process.once('disconnect', stop);
else if (isPipe()) process.stdin.once('end', stop).once('error', stop).resume();
if (process.send && !process.connected) void stop();

try {
  process.stdout.write(`Sandbox ready at ${(await starting).url}\n`);
  answerHeartbeat();
} catch (error) {
  process.stderr.write(`The sandbox could not start: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

async function stop() {
  if (stopping) return;
  stopping = true;
  await (await starting).stop();
  process.exit(0);
}

/** Only a pipe says something by ending; a terminal or /dev/null does not. */
function isPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}
