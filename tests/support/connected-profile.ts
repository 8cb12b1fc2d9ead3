import { randomUUID } from 'node:crypto';
import { PipedreamClient } from '@pipedream/sdk';
import { discoverTools } from '@/lib/domain/catalogue/discover-tools';
import { listAppTools } from '@/lib/domain/catalogue/tools';
import { openProvider } from '@/lib/domain/providers/open-provider';
import { asAccount, db } from '@/lib/platform/db';
import { composioAt, connectAtComposio } from '@/tests/sandbox/composio-client';
import { connectAtPipedream } from '@/tests/sandbox/pipedream-client';

type Wanted = {
  provider?: 'pipedream' | 'composio';
  app?: string;
  name?: string;
  enabled?: string[];
  isDefault?: boolean;
};

/** A profile whose grant really exists at the sandbox, with all of its app's tools switched on unless some are named. */
export async function connectProfile(sandboxUrl: string, accountId: string, wanted: Wanted = {}) {
  const { provider = 'pipedream', app = 'gmail', name = app, isDefault = false } = wanted;
  const { name: appName, upstream } = await ensureApp(provider, app);
  const externalUserId = `pb_${randomUUID().replaceAll('-', '')}`;
  const upstreamId = await connect(sandboxUrl, provider, externalUserId, app);
  const tools = (await listAppTools({ provider, slug: app })).map((tool) => tool.name);
  const profile = await asAccount(accountId, async (tx) => {
    const made = await tx.profile.create({
      data: {
        ...{ accountId, provider, appSlug: app, appName, profileName: name, displayName: name, externalUserId },
        ...{ mcpQualifiedName: `${provider}:${app}:${randomUUID()}`, isConnected: true, isDefault },
        enabledTools: wanted.enabled ?? tools,
      },
    });
    await tx.connection.create({
      data: {
        ...{ profileId: made.id, accountId, provider, appSlug: app, externalUserId, status: 'connected' },
        upstreamAccountId: upstreamId,
      },
    });
    return made;
  });
  return { profileId: profile.id, upstreamId, externalUserId, tools, appUpstream: upstream };
}

async function ensureApp(provider: string, slug: string) {
  const found = await db().app.findUnique({ where: { provider_slug: { provider, slug } } });
  if (found) return found;
  let cursor: string | null = null;
  do {
    const page = await openProvider(provider).listApps({ cursor, signal: AbortSignal.timeout(10_000) });
    const app = page.items.find((item) => item.slug === slug);
    if (app) {
      const { name, description, auth_type: authType, upstream } = app;
      const made = await db().app.create({ data: { provider, slug, name, description, authType, upstream } });
      await discoverTools({ provider, slug });
      return made;
    }
    cursor = page.nextCursor;
  } while (cursor);
  throw new Error(`The sandbox has no ${slug} at ${provider}.`);
}

async function connect(url: string, provider: string, user: string, app: string): Promise<string> {
  if (provider === 'composio') return (await connectAtComposio(composioAt(url), user, app)).id;
  const client = new PipedreamClient({ ...sandboxProject(url), projectEnvironment: 'development' });
  return (await connectAtPipedream(client, user, app)).id;
}

/** The project that the product uses when the sandbox stands in. */
function sandboxProject(url: string) {
  return { baseUrl: `${url}/pipedream`, clientId: 'sandbox', clientSecret: 'sandbox', projectId: 'proj_sandbox' };
}
