import type { APIRequestContext } from 'playwright';
import { db } from '@/lib/platform/db';
import { stopChanges } from '@/lib/platform/notify';
import { withInstallation } from '@/scripts/patchbay/installation';

const APP = { provider: 'pipedream', appSlug: 'gmail' };

/** A profile of an app that offers so many tools, written beside the running product. */
export async function makeProfileWithTools(request: APIRequestContext, origin: string, count: number): Promise<string> {
  const data = { provider: APP.provider, app_slug: APP.appSlug, profile_name: 'Many tools' };
  const made = await request.post('/api/profiles', { data, headers: { origin } });
  const { profile_id } = await made.json();
  await request.get(`/api/profiles/${profile_id}/tools`); // what the app really offers is discovered first
  await withInstallation(async () => {
    await db().tool.createMany({ data: Array.from({ length: count }, (_, number) => toolNumber(number)) });
    await stopChanges();
    await db().$disconnect();
  });
  return profile_id;
}

function toolNumber(number: number) {
  const name = `gmail-bench-tool-${String(number).padStart(3, '0')}`;
  const properties = { text: { type: 'string', description: 'What to do it with.' } };
  return {
    ...{ ...APP, name, title: `Tool number ${number}`, definitionHash: name },
    description: `Does what tool number ${number} does, and says how it went. ${'More words. '.repeat(number % 7)}`,
    inputSchema: { type: 'object', properties },
    annotations: { read_only: number % 3 === 0, destructive: number % 5 === 0 },
  };
}
