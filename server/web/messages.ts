import * as z from 'zod';

/** In a folder of its own. */
export const SOCKET_FILE = 'web.sock';

/** What the web process says: at which socket it listens. */
export const Listening = z.object({ listening: z.string() });
export type Listening = z.infer<typeof Listening>;

/** And, when it is told to say something, that it still hears; anything else it says shows as much. */
export type Alive = { alive: true };

/** What it is told. It follows nobody else: a signal to the whole group must not end it before the answers it owes. */
export const Order = z.object({ order: z.enum(['start jobs', 'end streams', 'say something', 'stop']) });
export type Order = z.infer<typeof Order>;
export type Command = z.infer<typeof Order>['order'];
