import { z } from 'zod';
import { JsonObject } from '@/lib/contracts/json';
import { WebhookParams } from '@/lib/contracts/webhook';
import { takeHint } from '@/lib/domain/connect/provider-hints';
import { AppError } from '@/lib/errors';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { public: true },
    params: WebhookParams,
    body: JsonObject,
    output: z.void(),
    audit: null,
    limit: { name: 'webhooks', points: 600, windowS: 60 },
    maxBodyBytes: 256 * 1024,
    summary: 'Where a provider tells of what happened to a connection',
    description: 'What arrives is only a hint: the provider is asked through its own API before anything changes.',
    tags: ['webhooks'],
  },
  async ({ params, body }) => {
    if (!(await takeHint(params.provider, params.nonce, body)))
      throw new AppError('not_found', 'There is no such address.');
  },
);
