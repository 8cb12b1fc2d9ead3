import { invalidField } from '@/lib/errors';
import { say } from '@/lib/sentence';

/** Names the caller's field and the first name in it that is not a tool of the profile. */
export function checkToolNames(lists: Record<string, string[]>, isThere: (name: string) => boolean): void {
  for (const [field, names] of Object.entries(lists)) {
    const unknown = names.find((name) => !isThere(name));
    if (unknown === undefined) continue;
    throw invalidField(field, say('notFound.toolOfProfile', { tool: unknown }));
  }
}
