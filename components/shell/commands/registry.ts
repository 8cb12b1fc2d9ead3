import type { ComponentType } from 'react';
import { ActionCommands } from './actions';
import { AppCommands } from './apps';
import { GoToCommands } from './go-to';
import { ToolCommands } from './tools';

export type CommandGroupProps = {
  query: string;
  /** Closes the palette, then does it. */
  run: (action: () => void) => void;
};

/**
 * What the palette offers, in order. A group is a component that draws `CommandGroup`s, so it may ask the server for
 * what fits the query.
 */
export const COMMAND_GROUPS: readonly { id: string; Group: ComponentType<CommandGroupProps> }[] = [
  { id: 'go-to', Group: GoToCommands },
  { id: 'apps', Group: AppCommands },
  { id: 'tools', Group: ToolCommands },
  { id: 'actions', Group: ActionCommands },
];
