import * as z from 'zod';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { ask, askRepeatedly } from '../upstream/ask';
import { Attempts } from '../upstream/attempts';
import { failureOf, NO_AUTH_CONFIG, UpstreamFailure } from '../upstream/failure';
import { repeated } from '../upstream/repeat';
import { type ComposioClient, SERVICE } from './client';
import { AuthConfigId } from './ids';
import { readAllPages } from './pages';
import { getToolkit, type ToolkitDetails } from './toolkits';

const AuthConfig = z.object({
  id: AuthConfigId,
  name: z.string().nullish(),
  status: z.string().nullish(),
  toolkit: z.object({ slug: z.string() }),
  created_at: z.string().nullish(),
  credentials: z.record(z.string(), z.unknown()).nullish().catch(null),
  tool_access_config: z
    .object({ tools_available_for_execution: z.array(z.string()).nullish() })
    .nullish()
    .catch(null),
});
export type AuthConfig = z.infer<typeof AuthConfig>;

const Created = z.object({ auth_config: z.object({ id: AuthConfigId }) });

type Ensured = { authConfig: AuthConfig; created: boolean };

/**
 * One auth config per app. Creating is not idempotent at the service, so calls within this process share one attempt,
 * and two processes that created one each agree on the older and take back the other. After a failure it is looked for
 * first: the answer may have been all that was lost.
 */
export class AuthConfigs {
  private readonly attempts = new Attempts<Ensured>(SERVICE);

  constructor(private readonly client: () => Promise<ComposioClient>) {}

  async get(id: string, signal: AbortSignal): Promise<AuthConfig> {
    const client = await this.client();
    return askRepeatedly(SERVICE, signal, async (bounded) =>
      AuthConfig.parse(await client.authConfigs.retrieve(id, { signal: bounded })),
    );
  }

  ensure(toolkit: string, signal: AbortSignal): Promise<Ensured> {
    return this.attempts.share(toolkit, signal, (own) => repeated(own, () => this.findOrCreate(toolkit, own)));
  }

  private async findOrCreate(toolkit: string, signal: AbortSignal): Promise<Ensured> {
    const client = await this.client();
    const found = await find(client, toolkit, signal);
    if (found) return { authConfig: found, created: false };
    const id = await create(client, toolkit, signal);
    const agreed = await find(client, toolkit, signal);
    if (!agreed) throw noAuthConfig(toolkit);
    if (agreed.id === id) return { authConfig: agreed, created: true };
    await askRepeatedly(SERVICE, signal, (bounded) => client.authConfigs.delete(id, {}, { signal: bounded }));
    return { authConfig: agreed, created: false };
  }
}

/** Asked by app: the cursors of the whole list cannot be relied on. */
async function find(client: ComposioClient, toolkit: string, signal: AbortSignal): Promise<AuthConfig | null> {
  const items = await readAllPages(signal, (cursor, bounded) =>
    client.authConfigs.list({ toolkit_slug: toolkit, limit: 50, ...(cursor && { cursor }) }, { signal: bounded }),
  );
  const usable = items
    .flatMap((item) => AuthConfig.safeParse(item).data ?? [])
    .filter((config) => config.toolkit.slug === toolkit && config.status !== 'DISABLED');
  const [oldest] = usable.toSorted((left, right) => ageOf(left).localeCompare(ageOf(right)));
  return oldest ?? null;
}

async function create(client: ComposioClient, toolkit: string, signal: AbortSignal): Promise<string> {
  const details = await getToolkit(client, toolkit, signal);
  for (const auth_config of waysToAuthorise(toolkit, details)) {
    try {
      return await ask(SERVICE, signal, async (bounded) => {
        const reply = await client.authConfigs.create({ toolkit: { slug: toolkit }, auth_config }, { signal: bounded });
        return Created.parse(reply).auth_config.id;
      });
    } catch (caught) {
      // What the service lists as managed it may still refuse to manage.
      if (failureOf(caught)?.status !== 400) throw caught;
    }
  }
  throw noAuthConfig(toolkit);
}

type NewAuthConfig = NonNullable<Parameters<ComposioClient['authConfigs']['create']>[0]['auth_config']>;

/** The service's own OAuth client first, then what people fill in themselves. Never an OAuth config without a client. */
function waysToAuthorise(toolkit: string, details: ToolkitDetails): NewAuthConfig[] {
  const name = `patchbay ${toolkit}`;
  const managed: NewAuthConfig[] = details.composio_managed_auth_schemes?.length
    ? [{ type: 'use_composio_managed_auth', name }]
    : [];
  const modes = (details.auth_config_details ?? []).map(({ mode }) => mode);
  const byKey = modes.filter((mode) => FILLED_IN.has(mode)) as CustomScheme[];
  return [
    ...managed,
    ...byKey.map((authScheme) => ({ type: 'use_custom_auth' as const, authScheme, name, credentials: {} })),
  ];
}

type CustomScheme = Extract<NewAuthConfig, { type: 'use_custom_auth' }>['authScheme'];

const FILLED_IN = new Set([
  'API_KEY',
  'BEARER_TOKEN',
  'BASIC',
  'BASIC_WITH_JWT',
  'BILLCOM_AUTH',
  'CALCOM_AUTH',
  'GOOGLE_SERVICE_ACCOUNT',
  'SERVICE_ACCOUNT',
  'NO_AUTH',
]);

function ageOf({ created_at, id }: AuthConfig): string {
  return `${created_at ?? '9999'} ${id}`;
}

function noAuthConfig(toolkit: string): AppError {
  return new AppError('provider_misconfigured', say('providers.noOauthClient', { toolkit }), {
    cause: new UpstreamFailure('no auth config', { upstreamCode: NO_AUTH_CONFIG }),
  });
}
