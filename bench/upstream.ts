import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { announce } from '@/tests/support/programs/announce';
import { answerTo, type Message } from './fifty-tools';

/** Fifty tools over plain Node's HTTP, with the token that a provider asks for first. */
const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => answer(incoming, outgoing, Buffer.concat(chunks).toString()));
});
server.keepAliveTimeout = 65_000;
announce(server);

function answer({ url = '' }: IncomingMessage, outgoing: ServerResponse, text: string): void {
  const message = text && !url.includes('/oauth/token') ? (JSON.parse(text) as Message) : {};
  if (url.includes('/oauth/token')) send(outgoing, { access_token: 'bench', token_type: 'Bearer', expires_in: 3600 });
  else if (message.id === undefined) outgoing.writeHead(202).end();
  else send(outgoing, answerTo(message));
}

function send(outgoing: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  outgoing.end(text);
}
