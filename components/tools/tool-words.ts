import type { ToolDefinition } from '@/lib/contracts/tool';

/** As a person reads it: the title, or the name without its underscores. */
export function toolTitle({ title, name }: Pick<ToolDefinition, 'title' | 'name'>): string {
  if (title) return title;
  const words = name.replace(/[_-]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function isReadOnly({ annotations }: Pick<ToolDefinition, 'annotations'>): boolean {
  return annotations.read_only === true;
}

/** What does not say that it is harmless may not be; the server counts in the same way. */
export function mayDestroy({ annotations }: Pick<ToolDefinition, 'annotations'>): boolean {
  return annotations.read_only !== true && annotations.destructive !== false;
}
