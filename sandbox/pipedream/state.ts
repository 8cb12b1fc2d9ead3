import type { Grant } from '../grant';

export type Environment = 'development' | 'production';

export type PipedreamAccount = {
  id: string;
  project: string;
  environment: Environment;
  externalId: string;
  app: string;
  name: string;
  identity: string;
  grant: Grant;
  key: string | null;
  oauthAppId: string | null;
  createdAt: string;
  updatedAt: string;
  refreshedAt: string;
};

export type ConnectToken = {
  token: string;
  project: string;
  environment: Environment;
  externalId: string;
  successRedirectUri: string | null;
  errorRedirectUri: string | null;
  webhookUri: string | null;
  app: string | null;
  oauthAppId: string | null;
  expiresAt: string;
  used: boolean;
};

export type ExternalUser = {
  id: string;
  project: string;
  environment: Environment;
  externalId: string;
  createdAt: string;
};

export type PipedreamState = {
  bearers: Record<string, { expiresAt: string }>;
  connectTokens: Record<string, ConnectToken>;
  accounts: Record<string, PipedreamAccount>;
  users: Record<string, ExternalUser>;
};
