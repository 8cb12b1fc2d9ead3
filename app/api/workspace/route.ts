import { Workspace, WorkspaceChange } from '@/lib/contracts/workspace';
import { renameWorkspace } from '@/lib/domain/identity/workspaces';
import { route } from '@/lib/http/route';

export const PATCH = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    audit: { action: 'workspace.rename', of: ({ body, result }) => ({ subject: result.id, detail: body }) },
    body: WorkspaceChange,
    output: Workspace,
    tag: 'Members',
    summary: 'Rename the workspace',
  },
  ({ principal, body }) => renameWorkspace(principal, body.name),
);
