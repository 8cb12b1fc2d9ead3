import { Composio } from '@composio/core';
import { decide } from './person';

export function composioAt(url: string, apiKey = 'ak_test') {
  return new Composio({ apiKey, baseURL: `${url}/composio`, allowTracking: false, disableVersionCheck: true });
}

/** Connects a toolkit for a user the way a person does, and returns the id of the account. */
export async function connectAtComposio(composio: Composio, user: string, toolkit: string, identity?: string) {
  const raw = composio.getClient();
  const { auth_config } = await raw.authConfigs.create({ toolkit: { slug: toolkit } });
  const link = await raw.link.create({ auth_config_id: auth_config.id, user_id: user });
  await decide(link.redirect_url, { identity });
  return { id: link.connected_account_id, authConfigId: auth_config.id };
}
