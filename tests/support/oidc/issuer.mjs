// An OpenID issuer of its own kind: oidc-provider, certified, with its login and consent pages for development. A
// process beside the test, because it belongs to somebody else in life too. Settings come as JSON in ISSUER.
import { Provider } from 'oidc-provider';

const { port, redirectUri, client, people, claimsInIdToken } = JSON.parse(process.env.ISSUER ?? '{}');

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  // By the book, what a scope asks for is told at the userinfo endpoint; many issuers put it into the ID token.
  conformIdTokenClaims: !claimsInIdToken,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['only for tests'] },
  findAccount: (_context, id) => people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) },
});

provider.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
