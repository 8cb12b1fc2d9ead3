import type { Grant } from '../grant';
import type { JsonObject } from '../json';

export type AccountStatus = 'INITIALIZING' | 'INITIATED' | 'ACTIVE' | 'FAILED' | 'EXPIRED' | 'INACTIVE' | 'REVOKED';

export type AuthConfig = {
  id: string;
  uuid: string;
  toolkit: string;
  name: string;
  scheme: string;
  managed: boolean;
  disabled: boolean;
  credentials: JsonObject;
  toolsForConnection: string[];
  toolsForExecution: string[];
  forToolRouter: boolean;
  createdAt: string;
  updatedAt: string;
};

export type ComposioAccount = {
  id: string;
  wordId: string;
  userId: string;
  authConfigId: string;
  toolkit: string;
  scheme: string;
  alias: string | null;
  status: AccountStatus;
  statusReason: string | null;
  disabled: boolean;
  grant: Grant;
  identity: string;
  key: string | null;
  createdAt: string;
  updatedAt: string;
};

export type ConnectLink = {
  token: string;
  accountId: string;
  callbackUrl: string | null;
  /** The retired way of starting a connection returns with other parameter names. */
  legacy: boolean;
  expiresAt: string;
  used: boolean;
};

export type McpServer = {
  id: string;
  name: string;
  toolkits: string[];
  authConfigIds: string[];
  allowedTools: string[];
  managed: boolean;
  deleted: boolean;
  createdAt: string;
  updatedAt: string;
};

export type WebhookSubscription = {
  id: string;
  url: string;
  events: string[];
  version: string;
  secret: string;
  enabled: boolean;
  createdAt: string;
  updatedAt: string;
};

/** A finished consent that still waits for the caller to say who the person is. */
export type AuthSession = { accountId: string; expiresAt: string };

export type ComposioState = {
  authConfigs: Record<string, AuthConfig>;
  accounts: Record<string, ComposioAccount>;
  links: Record<string, ConnectLink>;
  mcpServers: Record<string, McpServer>;
  webhooks: Record<string, WebhookSubscription>;
  sessions: Record<string, AuthSession>;
};
