import * as z from 'zod';
import { ConnectFailure } from './connection-token';

/** What the connect pages say. Everything but the failure is told only to the browser and person it belongs to. */
export const ConnectView = z.object({
  status: z.enum(['open', 'confirming', 'pending', 'completed', 'failed']),
  failure: ConnectFailure.nullable(),
  appName: z.string().nullable(),
  providerName: z.string().nullable(),
  workspaceName: z.string().nullable(),
  /** Who was connected: jane@example.com. */
  label: z.string().nullable(),
  /** Into whose account it goes, while there is something to confirm: somebody who signs in here, or a caller's user. */
  forWhom: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), name: z.string(), email: z.string() }),
      z.object({ kind: z.literal('user'), id: z.string() }),
    ])
    .nullable(),
  profileId: z.string().nullable(),
  /** Whether the page runs in the window that one of our own pages opened for it. */
  isPopup: z.boolean(),
  /** Where the person goes on to, with the outcome. */
  returnUrl: z.string().nullable(),
});
export type ConnectView = z.infer<typeof ConnectView>;
