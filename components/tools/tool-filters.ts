import type { Messages } from 'next-intl';
import type { ProfileTool } from '@/lib/contracts/profile-tools';
import { isReadOnly, mayDestroy, toolTitle } from './tool-words';

export type ToolFilter = keyof Messages['tools']['filters'];

/** In the order of the bar. A filter that fits nothing is not shown, the first two aside. */
export const TOOL_FILTERS: readonly { id: ToolFilter; fits: (tool: ProfileTool) => boolean }[] = [
  { id: 'all', fits: () => true },
  { id: 'on', fits: ({ enabled }) => enabled },
  { id: 'off', fits: ({ enabled, state }) => !enabled && state !== 'gone' },
  { id: 'new', fits: ({ state }) => state === 'new' },
  { id: 'changed', fits: ({ state }) => state === 'changed' },
  { id: 'gone', fits: ({ state }) => state === 'gone' },
  { id: 'readOnly', fits: isReadOnly },
  { id: 'destructive', fits: mayDestroy },
];

/** What is called so comes before what only mentions it. */
export function searchTools(tools: ProfileTool[], q: string, filter: string): ProfileTool[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = TOOL_FILTERS.find(({ id }) => id === filter)?.fits ?? (() => true);
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const isCalled = (tool: ProfileTool) => has(`${tool.name} ${toolTitle(tool)}`);
  const found = tools.filter((tool) => fits(tool) && has(`${tool.name} ${toolTitle(tool)} ${tool.description}`));
  if (words.length === 0) return found;
  return [...found.filter(isCalled), ...found.filter((tool) => !isCalled(tool))];
}
