import { toKnown } from './tool-states';
import { isSafeByDefault, type StoredTool } from './tools';

/** What a profile starts with: the tools that were asked for, else all that destroy nothing. */
export function defaultTools(tools: StoredTool[], wanted?: string[]) {
  const offered = tools.filter(({ isGone }) => !isGone);
  const enabled = offered.filter((tool) => (wanted ? wanted.includes(tool.name) : isSafeByDefault(tool)));
  return { enabledTools: enabled.map(({ name }) => name), knownTools: toKnown(tools), toolsChosen: true };
}
