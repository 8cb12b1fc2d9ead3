import type { IncomingMessage, ServerResponse } from 'node:http';
import { send, servePlainly } from '@/tests/support/programs/serve-plainly';
import { answerTo, type Message } from './fifty-tools';

/** Fifty tools over plain Node's HTTP, with the token that a provider asks for first. */
servePlainly(answer);

function answer({ url = '' }: IncomingMessage, outgoing: ServerResponse, text: string): void {
  const message = text && !url.includes('/oauth/token') ? (JSON.parse(text) as Message) : {};
  if (url.includes('/oauth/token')) send(outgoing, { access_token: 'bench', token_type: 'Bearer', expires_in: 3600 });
  else if (message.id === undefined) outgoing.writeHead(202).end();
  else send(outgoing, answerTo(message));
}
