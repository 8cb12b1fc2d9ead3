import { ExecutionDetails, ExecutionParams } from '@/lib/contracts/execution';
import { getExecution } from '@/lib/domain/records/executions';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'optional' },
    audit: null,
    params: ExecutionParams,
    output: ExecutionDetails,
    tag: 'Evidence',
    summary: 'One tool call, with what went in and came out',
  },
  ({ principal, params }) => getExecution(principal, params.id),
);
