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

export function searchTools(tools: ProfileTool[], q: string, filter: string): ProfileTool[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = TOOL_FILTERS.find(({ id }) => id === filter)?.fits;
  return tools.filter((tool) => {
    const text = `${tool.name} ${toolTitle(tool)} ${tool.description}`.toLowerCase();
    return words.every((word) => text.includes(word)) && (fits?.(tool) ?? true);
  });
}
