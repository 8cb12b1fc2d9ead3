import * as z from 'zod';
import { ask } from '../upstream/ask';
import { Attempts } from '../upstream/attempts';
import { type ComposioClient, SERVICE } from './client';

const Server = z.object({
  id: z.string().regex(/^[\w-]+$/),
  name: z.string(),
  mcp_url: z.url({ protocol: /^https?$/ }),
  auth_config_ids: z.array(z.string()).nullish(),
});
export type UpstreamServer = z.infer<typeof Server>;

const Servers = z.object({ items: z.array(z.unknown()) });

type Ensured = { server: UpstreamServer; created: boolean };

/** One MCP server per app and auth config, found by both, or created once. */
export class McpServerRecords {
  private readonly attempts = new Attempts<Ensured>(SERVICE);

  constructor(private readonly client: () => Promise<ComposioClient>) {}

  ensure(toolkit: string, authConfigId: string, signal: AbortSignal): Promise<Ensured> {
    return this.attempts.share(`${toolkit} ${authConfigId}`, signal, (own) =>
      this.findOrCreate(toolkit, authConfigId, own),
    );
  }

  private async findOrCreate(toolkit: string, authConfigId: string, signal: AbortSignal): Promise<Ensured> {
    const client = await this.client();
    const found = await find(client, toolkit, authConfigId, signal);
    if (found) return { server: found, created: false };
    const body = { name: nameFor(toolkit), toolkits: [toolkit], auth_config_ids: [authConfigId] };
    const server = await ask(SERVICE, signal, async (bounded) =>
      Server.parse(await client.mcp.custom.create(body, { signal: bounded })),
    );
    return { server, created: true };
  }
}

/** Paged by number here, unlike everything else; one app has few servers, so one page of them will do. */
async function find(
  client: ComposioClient,
  toolkits: string,
  authConfigId: string,
  signal: AbortSignal,
): Promise<UpstreamServer | null> {
  const { items } = await ask(SERVICE, signal, async (bounded) =>
    Servers.parse(
      await client.mcp.list({ toolkits, auth_config_ids: authConfigId, page_no: 1, limit: 50 }, { signal: bounded }),
    ),
  );
  const servers = items.flatMap((item) => Server.safeParse(item).data ?? []);
  return servers.find(({ auth_config_ids }) => auth_config_ids?.includes(authConfigId)) ?? null;
}

/** 4 to 30 letters, digits, spaces and hyphens are all that the service takes. */
function nameFor(toolkit: string): string {
  return `patchbay ${toolkit.replace(/[^a-z0-9]+/gi, '-')}`.slice(0, 30);
}
