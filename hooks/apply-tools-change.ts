import type { ProfileToolList, ToolsChange } from '@/lib/contracts/profile-tools';

/** What the server will answer, as far as the page can know. */
export function applyToolsChange(list: ProfileToolList, { only, enable, disable, seen }: ToolsChange): ProfileToolList {
  const on = new Set(enable);
  const off = new Set(disable);
  const known = new Set([...(seen ?? []), ...on, ...off]);
  const tools = list.tools
    .filter((tool) => !(tool.state === 'gone' && seen?.includes(tool.name)))
    .map((tool) => {
      const wasOn = only ? only.includes(tool.name) : tool.enabled;
      const enabled = (wasOn || on.has(tool.name)) && !off.has(tool.name);
      const isSeen = known.has(tool.name) && tool.state !== 'gone';
      if (enabled === tool.enabled && !isSeen) return tool;
      return { ...tool, enabled, ...(isSeen && { state: 'current' as const, previous: null, changed_at: null }) };
    });
  return { ...list, tools, count: tools.length, enabled_count: tools.filter(({ enabled }) => enabled).length };
}
