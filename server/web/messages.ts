import * as z from 'zod';

/** In a folder of its own. */
export const SOCKET_FILE = 'web.sock';

/** What the web process says: at which socket it listens. */
export const Listening = z.object({ listening: z.string() });
export type Listening = z.infer<typeof Listening>;

/** What it is told. It follows nobody else: a signal to the whole group must not end it before the answers it owes. */
export const Order = z.object({ order: z.enum(['start jobs', 'end streams', 'stop']) });
export type Order = z.infer<typeof Order>;
export type Command = z.infer<typeof Order>['order'];
