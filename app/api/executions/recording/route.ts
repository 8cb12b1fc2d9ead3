import { Recording } from '@/lib/contracts/execution';
import { keepsPayloads, setKeepsPayloads } from '@/lib/domain/records/recording';
import { route } from '@/lib/http/route';

const access = { role: 'admin', scope: 'admin', account: 'none' } as const;

export const GET = route(
  {
    access,
    audit: null,
    output: Recording,
    tag: 'Evidence',
    summary: 'Whether what goes into tools and comes out is kept with the calls',
  },
  async ({ principal }) => ({ keeps_payloads: await keepsPayloads(principal) }),
);

export const PUT = route(
  {
    access,
    audit: { action: 'recording.change', of: ({ body }) => ({ detail: body }) },
    body: Recording,
    output: Recording,
    tag: 'Evidence',
    summary: 'Keep what goes into tools and comes out, or only that they were called',
  },
  async ({ principal, body }) => {
    await setKeepsPayloads(principal, body.keeps_payloads);
    return body;
  },
);
