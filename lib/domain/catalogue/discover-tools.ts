import type { ToolDefinition } from '@/lib/contracts/tool';
import { notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, db } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import { openProvider } from '../providers/open-provider';
import { fitTool } from './fit-listing';
import { type AppName, definitionHash, forgetStoredTools, readTools, type StoredTool } from './tools';

const FRESH_MS = 6 * 60 * 60 * 1000;
const LIMIT_MS = 30_000;

export type Discovery = { found: number; added: string[]; changed: string[]; gone: string[] };

const underWay = once('tool-discoveries', () => new Map<string, Promise<Discovery>>());

/** The first time it is waited for; later, what is known answers and a discovery goes on behind it. */
export async function ensureTools(app: AppName): Promise<Date | null> {
  const syncedAt = await lastDiscovery(app);
  if (syncedAt === null) {
    await discoverTools(app);
    return lastDiscovery(app);
  }
  if (Date.now() - syncedAt.getTime() > FRESH_MS) {
    discoverTools(app).catch((cause) => log().warn({ cause, ...app }, 'tools could not be discovered again'));
  }
  return syncedAt;
}

export async function lastDiscovery({ provider, slug }: AppName): Promise<Date | null> {
  const row = await db().app.findUnique({
    where: { provider_slug: { provider, slug } },
    select: { toolsSyncedAt: true },
  });
  if (!row) throw notFound('app');
  return row.toolsSyncedAt;
}

/** Asks the provider what the app offers. Asked again while it is under way, it is asked once. */
export function discoverTools(app: AppName): Promise<Discovery> {
  const name = `${app.provider} ${app.slug}`;
  const running = underWay.get(name);
  if (running) return running;
  const discovery = discover(app).finally(() => underWay.delete(name));
  underWay.set(name, discovery);
  return discovery;
}

async function discover(app: AppName): Promise<Discovery> {
  const { provider, slug } = app;
  const row = await db().app.findUniqueOrThrow({
    where: { provider_slug: { provider, slug } },
    select: { upstream: true },
  });
  const upstream = row.upstream as Record<string, never>;
  const listed = await openProvider(provider).listAppTools({ slug, upstream }, AbortSignal.timeout(LIMIT_MS));
  // Only a connected profile can tell: its provider is asked there, and nothing is kept here.
  if (listed === null) return { found: 0, added: [], changed: [], gone: [] };
  const { tools, isWhole } = listed;
  const found = tools.map(fitTool).filter((tool) => tool !== null);
  if (!isWhole)
    log().warn({ ...app, found: found.length }, 'the list of tools does not end; the first of them are offered');
  const discovery = await db().$transaction((tx) => storeTools(tx, app, { found, isWhole }), { timeout: 60_000 });
  forgetStoredTools(app);
  return discovery;
}

type Found = { found: ToolDefinition[]; isWhole: boolean };

/** Writes only what differs: what was there and is not found in a whole list stays, marked as gone. */
export async function storeTools(tx: Db, app: AppName, { found, isWhole }: Found): Promise<Discovery> {
  const { provider, slug } = app;
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`tools ${provider} ${slug}`}, 0))::text`;
  const before = new Map((await readTools(tx, app)).map((tool) => [tool.name, tool]));
  const now = new Map(found.map((tool) => [tool.name, tool]));

  const added = [...now.values()].filter(({ name }) => !before.has(name));
  const changed = [...now.values()].filter((tool) => {
    const former = before.get(tool.name);
    return former && (former.isGone || former.hash !== definitionHash(tool) || former.version !== tool.version);
  });
  const missing = [...before.values()].filter(({ name, isGone }) => !isGone && !now.has(name)).map(({ name }) => name);
  const gone = isWhole ? missing : [];

  await tx.tool.createMany({ data: added.map((tool) => ({ provider, appSlug: slug, ...toColumns(tool) })) });
  for (const tool of changed) {
    const where = { provider_appSlug_name: { provider, appSlug: slug, name: tool.name } };
    await tx.tool.update({
      where,
      data: { ...toColumns(tool), ...difference(before.get(tool.name), tool), removedAt: null },
    });
  }
  await tx.tool.updateMany({
    where: { provider, appSlug: slug, name: { in: gone } },
    data: { removedAt: new Date() },
  });
  await tx.app.updateMany({ where: { provider, slug }, data: { toolsSyncedAt: new Date() } });
  return { found: found.length, added: added.map(nameOf), changed: changed.map(nameOf), gone };
}

/** What it was before, kept for a person to compare; a mere new version number is no difference. */
function difference(former: StoredTool | undefined, tool: ToolDefinition): Prisma.ToolUpdateInput {
  if (!former || former.hash === definitionHash(tool)) return {};
  const { description, input_schema } = former;
  return { previous: { description, input_schema }, changedAt: new Date() };
}

function toColumns(tool: ToolDefinition) {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: tool.input_schema,
    ...(tool.output_schema && { outputSchema: tool.output_schema }),
    annotations: tool.annotations,
    version: tool.version,
    definitionHash: definitionHash(tool),
  };
}

const nameOf = ({ name }: { name: string }) => name;
