import { makeToolbox, type Toolbox } from '@/lib/calls/toolbox';
import { openProvider } from '@/lib/domain/providers/open-provider';
import { KNOWN_APPS } from '@/sandbox/apps/known';
import { profileOf } from '@/tests/lib/calls/toolbox-samples';

const PROVIDER = 'pipedream';

/** Everything that the sandbox offers, as one account that connected it all would have it. */
export async function openCatalogueToolbox(): Promise<Toolbox> {
  const sources = await Promise.all(
    KNOWN_APPS.map(async ({ slug, name }) => {
      const upstream = { auth_type: 'oauth' };
      const listed = await openProvider(PROVIDER).listAppTools({ slug, upstream }, AbortSignal.timeout(30_000));
      const definitions = listed?.tools ?? [];
      const enabled = definitions.map((tool) => tool.name);
      const profile = profileOf({
        id: slug,
        appSlug: slug,
        appName: name,
        profileName: name,
        enabled,
        isDefault: true,
      });
      return { profile, definitions, keepsNames: false };
    }),
  );
  return makeToolbox(sources);
}
