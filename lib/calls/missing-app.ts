import { findAppsWithTool } from '@/lib/domain/gateway/callable-profiles';
import { exposedName } from './exposed-names';
import type { Missing } from './find-tool';

const MOST_PARTS = 6;

/**
 * The app that would have a tool of this name if somebody connected it, through the first of the providers that has
 * it. A name is read both ways it can be written.
 */
export async function findMissingApp(tool: string, providers: string[]): Promise<Missing | null> {
  const found = await findAppsWithTool(tool, slugsIn(tool));
  const meant = found.filter(({ appSlug, tool: own }) => own === tool || exposedName(appSlug, own) === tool);
  const first = providers.flatMap((id) => meant.filter(({ provider }) => provider === id)).at(0);
  return first ? { provider: first.provider, appSlug: first.appSlug, appName: first.appName } : null;
}

/** `google_calendar_create_event` may belong to google, google_calendar, google_calendar_create, … */
function slugsIn(tool: string): string[] {
  const parts = tool.toLowerCase().split(/[_-]/).slice(0, MOST_PARTS);
  return parts.flatMap((_, index) => {
    const head = parts.slice(0, index + 1);
    return [...new Set([head.join('_'), head.join('-'), head.join('')])];
  });
}
