import * as z from 'zod';
import { OutboxList, OutboxQuery } from '@/lib/contracts/outbox';
import { clearOutbox, listOutbox } from '@/lib/domain/installation/outbox';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    query: OutboxQuery,
    output: OutboxList,
    audit: null,
    summary: 'What reached the apps of the built-in sandbox',
    tag: 'Demo',
  },
  async ({ principal, query }) => ({ entries: await listOutbox(principal, query), demo: true as const }),
);

export const DELETE = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    output: z.void(),
    audit: { action: 'outbox.clear' },
    summary: 'Empty the outbox of the workspace',
    tag: 'Demo',
  },
  ({ principal }) => clearOutbox(principal),
);
