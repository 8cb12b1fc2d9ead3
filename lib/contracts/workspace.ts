import * as z from 'zod';

export const WorkspaceName = z.string().trim().min(1).max(100);

export const Workspace = z.object({ id: z.string(), name: z.string(), slug: z.string() }).meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof Workspace>;

export const WorkspaceChange = z.object({ name: WorkspaceName });
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;
