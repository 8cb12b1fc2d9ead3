import * as z from 'zod';
import { WebhookParams } from '@/lib/contracts/webhook';
import { receiveWebhook } from '@/lib/domain/connect/receive-webhook';
import { notFound } from '@/lib/errors';
import { BODY_LIMITS } from '@/lib/http/body-limits';
import { readText } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { public: true },
    params: WebhookParams,
    output: z.void(),
    audit: null,
    limit: { name: 'webhooks', points: 600, windowS: 60 },
    summary: 'Where a provider tells of what happened to a connection',
    description:
      'What arrives is only a hint: the provider is asked through its own API before anything changes. What a provider signs is refused when its signature does not fit.',
    tag: 'Webhooks',
  },
  // Read as it came: a signature is over bytes, and parsing would lose them.
  async ({ params, request }) => {
    const delivery = { headers: request.headers, text: await readText(request, BODY_LIMITS.strangerBytes) };
    if (!(await receiveWebhook(params.provider, params.nonce, delivery))) throw notFound('address');
  },
);
