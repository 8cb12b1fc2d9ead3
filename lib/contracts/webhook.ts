import * as z from 'zod';
import { ProviderId } from './app';

export const WebhookParams = z.object({
  provider: ProviderId,
  nonce: z
    .string()
    .min(20)
    .max(200)
    .meta({
      description: 'The secret part of the address that the provider was given.',
      examples: ['Vw8kR3xN5yB2cD4fG6hJ9pL0'],
    }),
});
