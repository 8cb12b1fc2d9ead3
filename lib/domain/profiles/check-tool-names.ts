import { AppError } from '@/lib/errors';

/** Names the caller's field and the first name in it that is not a tool of the profile. */
export function checkToolNames(lists: Record<string, string[]>, isThere: (name: string) => boolean): void {
  for (const [field, names] of Object.entries(lists)) {
    const unknown = names.find((name) => !isThere(name));
    if (unknown === undefined) continue;
    const fields = { [field]: `There is no tool named "${unknown}" on this profile.` };
    throw new AppError('invalid_request', 'Some fields need another look.', { fields });
  }
}
