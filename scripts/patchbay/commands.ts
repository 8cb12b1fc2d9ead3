import { setUp } from './set-up';

export type Command = {
  /** What follows the name. */
  usage: string;
  does: string;
  run(args: string[]): Promise<void>;
};

/** Every command there is, by its name. */
export const COMMANDS: Record<string, Command> = {
  'set-up': setUp,
};
