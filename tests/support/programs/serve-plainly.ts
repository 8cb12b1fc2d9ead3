import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { announce } from './announce';

/** A service over plain Node's HTTP, which costs next to nothing beside what is measured. Each body is read whole. */
export function servePlainly(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse, text: string) => void,
): void {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => answer(incoming, outgoing, Buffer.concat(chunks).toString()));
  });
  server.keepAliveTimeout = 65_000;
  announce(server);
}

export function send(outgoing: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  outgoing.end(text);
}
