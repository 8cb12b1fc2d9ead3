import type { ToolAnnotations } from '@/lib/contracts/tool';

/** MCP's hints under our names. What was not said stays unsaid, because unknown is treated as unsafe. */
export function toAnnotations(hints: Record<string, unknown>): ToolAnnotations {
  const said = Object.entries(NAMES).filter(([hint]) => typeof hints[hint] === 'boolean');
  return Object.fromEntries(said.map(([hint, name]) => [name, hints[hint]]));
}

const NAMES = {
  readOnlyHint: 'read_only',
  destructiveHint: 'destructive',
  idempotentHint: 'idempotent',
  openWorldHint: 'open_world',
} as const;
