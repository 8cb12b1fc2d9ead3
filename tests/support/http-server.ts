import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { serveRequest } from '@/server/serve-request';

type Handler = (request: Request) => Promise<Response>;

/** A function from Request to Response on a port of its own, behind the same adapters as in the production server. */
export async function listen(handler: Handler): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      await serveRequest(incoming, outgoing, handler);
    } catch (error) {
      outgoing.destroy(error as Error);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One for a whole file. */
export function useHttpServer(handler: Handler): () => string {
  let running: Awaited<ReturnType<typeof listen>> | undefined;
  beforeAll(async () => {
    running = await listen(handler);
  });
  afterAll(() => running?.close());
  return () => running?.url ?? '';
}
