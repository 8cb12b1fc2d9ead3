import { runCommand, Stop } from './lib/stop';
import { COMMANDS, type Command } from './patchbay/commands';

/** `npm run patchbay -- <command>`: what an operator does to an installation, whether it is running or not. */
await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command: Command | undefined = COMMANDS[name];
  if (!command) throw new Stop(usage(name));
  await command.run(args);
  process.exit(0);
});

function usage(name: string): string {
  const lines = Object.entries(COMMANDS).map(
    ([known, { usage: how, does }]) => `  ${`${known} ${how}`.trim()}\n      ${does}`,
  );
  const complaint = name ? `There is no command "${name}".\n\n` : '';
  return `${complaint}npm run patchbay -- <command>\n\n${lines.join('\n')}`;
}
