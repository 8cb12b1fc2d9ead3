import * as z from 'zod';

/** What a key may do. A signed-in person has the scopes of their role. */
export const SCOPES = [
  'tools:read',
  'tools:execute',
  'profiles:read',
  'profiles:write',
  'connections:write',
  'databases:write',
  'admin',
] as const;

export const Scope = z.enum(SCOPES).describe('One thing that a key may do.');
export type Scope = z.infer<typeof Scope>;

/** All that a key of an agent may ever do: use its tools. It cannot change what it is allowed to use. */
export const AGENT_SCOPES: readonly Scope[] = ['tools:read', 'tools:execute', 'profiles:read'];

export const Role = z
  .enum(['owner', 'admin', 'member'])
  .meta({ description: 'What the person may do in the workspace.', examples: ['member'] });
export type Role = z.infer<typeof Role>;
