import * as z from 'zod';
import { WorkspaceId } from './ids';

const NAME = { description: 'What the workspace is called.', examples: ['Example Inc.'] };

export const WorkspaceName = z.string().trim().min(1).max(100).meta(NAME);
export const WorkspaceNameText = z.string().meta(NAME);

export const Workspace = z
  .object({
    id: WorkspaceId,
    name: WorkspaceNameText,
    slug: z.string().meta({ description: 'Its name in addresses.', examples: ['example-inc'] }),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof Workspace>;

export const WorkspaceChange = z.object({ name: WorkspaceName });
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;
