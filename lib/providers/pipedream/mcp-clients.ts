import type { ConnectedAccount } from '../provider';
import { upstreamFetch } from '../upstream/fetch';
import { externalUserIdOf, slugOf } from '../upstream/ids';
import { passesToMcp } from '../upstream/mcp-session';
import { NO_ACCOUNT } from '../upstream/no-account';
import { type OpenMcp, openMcp } from '../upstream/tools-over-mcp';
import type { PipedreamClients } from './clients';
import { accountIdOf } from './ids';
import type { PipedreamSettings } from './settings';
import { SERVICE } from './wire';

type Held = { grant: string; mcp: OpenMcp; idle: NodeJS.Timeout };

const IDLE_MS = 300_000;
const MAX_OPEN = 1000;

/** One open MCP client per profile, closed when it was idle, when the profile's grant changed, or on request. */
export class McpClients {
  private readonly open = new Map<string, Held>();

  constructor(
    private readonly settings: PipedreamSettings,
    private readonly clients: Pick<PipedreamClients, 'authorizedFetch' | 'authorizedPost'>,
  ) {}

  of(account: ConnectedAccount): OpenMcp {
    const { profileId } = account;
    const grant = [account.externalUserId, account.app.slug, account.upstreamAccountId].join(' ');
    const held = this.open.get(profileId);
    if (held?.grant === grant) {
      held.idle.refresh();
      return held.mcp;
    }
    void this.close(profileId);
    this.makeRoom();
    const idle = setTimeout(() => void this.close(profileId), IDLE_MS);
    idle.unref();
    const mcp = this.connect(account.externalUserId, account.app.slug, account.upstreamAccountId);
    this.open.set(profileId, { grant, mcp, idle });
    return mcp;
  }

  /** Without an account the server lists tools but runs none. */
  connect(externalUserId: string, app: string, accountId: string | null): OpenMcp {
    const { projectId, environment, mcpUrl } = this.settings;
    const pinned = accountId !== null && accountId !== NO_ACCOUNT;
    return openMcp({
      service: SERVICE,
      url: new URL(mcpUrl),
      headers: {
        'x-pd-project-id': projectId,
        'x-pd-environment': environment,
        'x-pd-external-user-id': externalUserIdOf(externalUserId),
        'x-pd-app-slug': slugOf(app),
        // Other modes let a model at the service decide what is run.
        'x-pd-tool-mode': 'tools-only',
        ...(pinned && { 'x-pd-account-id': accountIdOf(accountId) }),
      },
      fetch: upstreamFetch(SERVICE, this.clients.authorizedFetch, passesToMcp),
      post: this.clients.authorizedPost,
    });
  }

  async close(profileId?: string): Promise<void> {
    const closing = profileId === undefined ? [...this.open.keys()] : [profileId];
    await Promise.all(
      closing.map(async (id) => {
        const held = this.open.get(id);
        if (!held) return;
        this.open.delete(id);
        clearTimeout(held.idle);
        await held.mcp.close().catch(() => undefined); // what cannot be closed any more is closed
      }),
    );
  }

  private makeRoom(): void {
    const [oldest] = this.open.keys();
    if (oldest !== undefined && this.open.size >= MAX_OPEN) void this.close(oldest);
  }
}
