import { randomBytes } from 'node:crypto';
import { Binary, type Document } from 'mongodb';
import type pg from 'pg';
import { failure } from './errors';
import { decodeBson } from './wire';

export type Conversation = { user: string; bare: string; serverFirst: string; nonce: string; isDone: boolean };

const refused = () => failure(18, 'AuthenticationFailed', 'Authentication failed.');

/** The first half of SCRAM-SHA-256; salt and iterations are the engine's. */
export async function startScram(engine: pg.Pool, command: Document): Promise<[Document, Conversation | null]> {
  if (command.mechanism !== 'SCRAM-SHA-256')
    return [failure(2, 'BadValue', 'Only SCRAM-SHA-256 is spoken here.'), null];
  const bare = textOf(command.payload).replace(/^[ny],[^,]*,/, '');
  const { n = '', r = '' } = attributes(bare);
  const user = n.replaceAll('=2C', ',').replaceAll('=3D', '=');
  const salt = await ask(engine, 'scram_sha256_get_salt_and_iterations($1)', [user]);
  if (!salt.ok || !salt.salt) return [refused(), null];
  const nonce = r + randomBytes(18).toString('base64');
  const serverFirst = `r=${nonce},s=${salt.salt},i=${salt.iterations}`;
  return [reply(serverFirst, false), { user, bare, serverFirst, nonce, isDone: false }];
}

/** The second half: the engine itself checks the proof. */
export async function continueScram(engine: pg.Pool, command: Document, talk: Conversation): Promise<Document> {
  if (talk.isDone) return reply('', true);
  const payload = textOf(command.payload);
  const { r, p = '' } = attributes(payload);
  if (r !== talk.nonce) return refused();
  const message = `${talk.bare},${talk.serverFirst},${payload.replace(/,p=.*$/, '')}`;
  const answer = await ask(engine, 'authenticate_with_scram_sha256($1,$2,$3)', [talk.user, message, p]);
  if (!answer.ok) return refused();
  talk.isDone = true;
  return reply(`v=${answer.ServerSignature}`, true);
}

function reply(payload: string, done: boolean): Document {
  return { conversationId: 1, done, payload: new Binary(Buffer.from(payload)), ok: 1 };
}

async function ask(engine: pg.Pool, call: string, values: string[]): Promise<Document> {
  const { rows } = await engine.query(`select documentdb_api_internal.${call}::text as answer`, values);
  return decodeBson(rows[0].answer, {});
}

function textOf(payload: Binary): string {
  return Buffer.from(payload.buffer).subarray(0, payload.position).toString('utf8');
}

function attributes(text: string): Record<string, string> {
  return Object.fromEntries(text.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}
