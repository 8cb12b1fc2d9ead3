import { createServer, type RequestListener, type Server } from 'node:http';

/** A listener on a port of its own, for as long as `work` takes. */
export async function withServer<Result>(listener: RequestListener, work: (url: string) => Promise<Result>) {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
