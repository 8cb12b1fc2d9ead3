import type { Document } from 'mongodb';
import { ScramSHA256 } from 'mongodb/lib/cmap/auth/scram.js';
import { failed, rejected } from '../failure';
import { MAX_SCRAM_ITERATIONS } from '../sign-in-cost';

const GUARDED = Symbol.for('patchbay.mongodb-sign-in-guard');

type Context = {
  connection: { command(...args: unknown[]): Promise<Document> };
  response?: { speculativeAuthenticate?: Document };
};
type Scram = { auth(context: Context): Promise<void>; [GUARDED]?: true };

/** Ends a sign-in that costs too much before the driver begins to compute it. Done once for the process, on its class. */
export function guardSignIn(): void {
  const scram = Object.getPrototypeOf(ScramSHA256.prototype) as Scram; // what it shares with SCRAM-SHA-1
  if (scram[GUARDED]) return;
  scram[GUARDED] = true;
  const { auth } = scram;
  scram.auth = async function (context) {
    const { connection, response } = context;
    if (response?.speculativeAuthenticate) requireCheap(response.speculativeAuthenticate);
    const command = async (...args: unknown[]) => requireCheap(await connection.command(...args));
    await auth.call(this, Object.assign(Object.create(context), { connection: { command } }));
  };
}

function requireCheap(reply: Document): Document {
  const payload = reply.payload?.buffer ?? reply.payload;
  const said = payload instanceof Uint8Array ? Buffer.from(payload).toString() : '';
  const iterations = /(?:^|,)i=([^,]*)/.exec(said)?.[1];
  if (iterations === undefined || Number(iterations) <= MAX_SCRAM_ITERATIONS) return reply;
  const cause = new Error(`The server asks for ${iterations.slice(0, 20)} iterations.`);
  throw failed(rejected('connection_string', 'sign_in_of_server'), cause);
}
