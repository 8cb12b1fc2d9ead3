import { PipedreamClient } from '@pipedream/sdk';
import { decide } from './person';

export function pipedreamAt(url: string, secret = 'secret') {
  return new PipedreamClient({
    baseUrl: `${url}/pipedream`,
    clientId: 'client',
    clientSecret: secret,
    projectId: 'proj_test',
    projectEnvironment: 'development',
  });
}

/** Connects an app for a user the way a person does, and returns the account. */
export async function connectAtPipedream(client: PipedreamClient, user: string, app: string, identity?: string) {
  const { connectLinkUrl } = await client.tokens.create({ externalUserId: user });
  const link = new URL(connectLinkUrl);
  link.searchParams.set('app', app);
  await decide(link.href, { identity });
  const [account] = (await client.accounts.list({ externalUserId: user, app })).data;
  if (!account) throw new Error('The account was not made.');
  return account;
}
