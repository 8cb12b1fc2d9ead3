import * as z from 'zod';
import { ProviderId } from './app';

export const WebhookParams = z.object({ provider: ProviderId, nonce: z.string().min(20).max(200) });
