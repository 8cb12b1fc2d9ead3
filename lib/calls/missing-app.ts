import type { Grant } from '@/lib/contracts/grant';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import { findAppsByName } from '@/lib/domain/gateway/apps-by-name';
import { findAppsWithTool } from '@/lib/domain/gateway/callable-profiles';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { exposedName, spellingOf } from './exposed-names';
import type { Missing } from './find-tool';

const MAX_PARTS = 6;

/**
 * The app that would have a tool of this name if somebody connected it, through the first of the providers that has
 * it. A name is read every way it can be written. An agent's own names lead to the app of their grant, and an app that
 * it was not granted is refused: connecting it would not help.
 */
export async function findMissingApp(
  tool: string,
  providers: string[],
  agent: AgentGrants | null,
): Promise<Missing | null> {
  const granted = agent && (await findGrantedApp(tool, providers, agent.grants));
  if (granted) return granted;
  const found = await findAppsWithTool(tool, slugsIn(tool));
  const spelling = spellingOf(tool);
  const meant = found.filter(
    ({ appSlug, tool: own }) => spellingOf(own) === spelling || exposedName(appSlug, own) === spelling,
  );
  const first = providers.flatMap((id) => meant.filter(({ provider }) => provider === id)).at(0);
  if (!first) return null;
  if (agent && !agent.grants.some((grant) => holds(grant, first))) {
    throw new AppError('tool_disabled', say('tools.notForAgent', { agent: agent.name, tool }));
  }
  return { provider: first.provider, appSlug: first.appSlug, appName: first.appName };
}

/** By the name alone: nobody may have looked yet what tools the app has. */
async function findGrantedApp(tool: string, providers: string[], grants: Grant[]): Promise<Missing | null> {
  const grant = grants.find((each) => Object.hasOwn(each.aliases, tool) || names(each, tool));
  if (!grant?.app_slug) return null;
  const apps = await findAppsByName(grant.app_slug);
  const first = providers.flatMap((id) => apps.filter(({ provider }) => provider === id)).at(0);
  return first ? { provider: first.provider, appSlug: first.slug, appName: first.name } : null;
}

function holds(grant: Grant, { appSlug, tool }: { appSlug: string; tool: string }): boolean {
  if (grant.app_slug !== appSlug) return false;
  return grant.tools === 'all_enabled' || names(grant, tool) || names(grant, exposedName(appSlug, tool));
}

function names({ tools }: Grant, tool: string): boolean {
  return tools !== 'all_enabled' && tools.includes(tool);
}

/** `google_calendar_create_event` may belong to google, google_calendar, google_calendar_create, … */
function slugsIn(tool: string): string[] {
  const parts = tool.toLowerCase().split(/[_-]/).slice(0, MAX_PARTS);
  return parts.flatMap((_, index) => {
    const head = parts.slice(0, index + 1);
    return [...new Set([head.join('_'), head.join('-'), head.join('')])];
  });
}
