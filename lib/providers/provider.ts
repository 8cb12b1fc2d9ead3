import type * as z from 'zod';
import type { App, AuthType } from '@/lib/contracts/app';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { Page } from '@/lib/contracts/paging';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { Post } from '@/lib/platform/outbound/post';
import type { Room } from '@/lib/platform/room';
import type { Delivery } from '@/lib/platform/seal/delivery';

/**
 * What every provider is to the rest of the code. Implementations throw `provider_unavailable` when the service cannot
 * be reached in time, `provider_rejected` when it answered and refused us, `needs_reconnect` when it says that the
 * person's grant is dead, `rate_limited` when it asks us to slow down. A tool that ran and failed is a ToolOutcome.
 * Nothing here reads or writes our tables.
 */
export type Provider = {
  listApps(page: { cursor: string | null; signal: AbortSignal }): Promise<Page<CatalogueApp>>;
  /** The tools of an app before anybody connected it. Null where only a connected profile can tell (databases). */
  listAppTools(app: AppRef, signal: AbortSignal): Promise<ToolListing | null>;

  startConnection(request: ConnectionRequest): Promise<ConnectionStart>;
  /** Asks the provider whether the attempt led to an account; what the browser brought back is only a hint. */
  finishConnection(request: FinishRequest): Promise<ConnectionResult>;
  /**
   * Tells a provider that asks who came back that it was this person. For a provider that sends every browser to one
   * address, with a session instead of what we carry for an attempt.
   */
  completeSession?(request: SessionRequest): Promise<CompletedSession>;
  /** Ids of every account that one opening of an attempt led to, finished or not, without those in `taken`. */
  listAttemptAccounts(request: Omit<FinishRequest, 'answer' | 'reconnect'>): Promise<string[]>;
  /** True word on a grant, asked now. A transient failure throws; it is never an answer. */
  checkConnection(account: ConnectedAccount, signal: AbortSignal): Promise<GrantState>;
  /**
   * Revokes the grant. Doing so twice, or when it is already gone, is no error. A grant that the same person has just
   * replaced by a newer one is only forgotten: revoking it at the app could end the newer one with it.
   */
  removeConnection(account: ConnectedAccount, signal: AbortSignal, how?: { replaced: boolean }): Promise<void>;

  listTools(account: ConnectedAccount, signal: AbortSignal): Promise<ToolDefinition[]>;
  callTool(account: ConnectedAccount, call: ToolCall): Promise<ToolOutcome>;

  /** The provider's own MCP servers, where it has any. */
  mcp?: McpServers;
  /** What an operator lets be prepared once, where the provider keeps such things. */
  setUp?: ProviderSetUp;
  /** Word of grants that died, where the provider sends it to one address by itself. */
  webhooks?: ProviderWebhooks;

  /** Users of a server's own that only read, where the provider can create them. */
  readers?: Readers;

  /** Releases what is held open for one profile, or for all. */
  close(profileId?: string): Promise<void>;
};

/** A list that is not whole says nothing of what is missing from it. */
export type ToolListing = { tools: ToolDefinition[]; isWhole: boolean };

/** `popularity` is in the provider's own measure, and compared with nothing but its other apps; null: not measured. */
export type CatalogueApp = App & { popularity: number | null; upstream: JsonObject };

/** `upstream` is what the provider itself put into the catalogue for this app. */
export type AppRef = { slug: string; upstream: JsonObject };

export type ConnectionRequest = {
  app: AppRef;
  externalUserId: string;
  /** Where the provider sends the browser afterwards; already carries our state. */
  callbackUrl: string;
  /** Reachable only where the product is; null when it is not. */
  webhookUrl: string | null;
  /** The shared auth config of the workspace, where the provider has such a thing. */
  authConfigId: string | null;
  /** Set when an existing grant is to be renewed in place. */
  reconnect: ConnectedAccount | null;
  /** When the attempt ends; nobody should be able to agree at the provider after that. */
  expiresAt?: Date;
  signal: AbortSignal;
};

/**
 * Connecting either sends the person to the provider's page, or asks them to fill in a form here.
 * `upstream` is kept with the attempt and handed back to finishConnection. It is not secret.
 */
export type ConnectionStart =
  | { kind: 'redirect'; url: string; upstream: JsonObject; authConfigId?: string }
  | { kind: 'form'; schema: JsonObject };

export type FinishRequest = {
  app: AppRef;
  externalUserId: string;
  startedAt: Date;
  upstream: JsonObject;
  /** The query of the callback, or what was filled into the form. */
  answer: JsonObject;
  reconnect: ConnectedAccount | null;
  /** Accounts that belong to profiles or to other attempts already. */
  taken?: readonly string[];
  /** Another attempt of the same person for the same app could also have led to what the provider now shows. */
  hasRivals?: boolean;
  /** The account that the provider named for this very attempt. Not proven: it must be found with the API. */
  named?: string | null;
  signal: AbortSignal;
};

export type SessionRequest = {
  sessionUri: string;
  externalUserId: string;
  /** What `startConnection` gave for each time that the link of the attempt was opened. */
  starts: readonly JsonObject[];
  signal: AbortSignal;
};

/**
 * `other`: it was this person's, of another attempt. `unknown`: there is no such session, or none any more because it
 * was completed before. `foreign`: somebody else's.
 */
export type CompletedSession = 'completed' | 'other' | 'unknown' | 'foreign';

export type ConnectionResult =
  | { kind: 'connected'; account: NewAccount }
  | { kind: 'pending' }
  | { kind: 'cancelled' }
  /** Several attempts ended at the same time, and nothing says which account is whose. */
  | { kind: 'ambiguous' }
  | { kind: 'failed'; reason: string };

/** What the provider says it connected. `secret` is sealed before it is stored, `shown` may be seen by its owner. */
export type NewAccount = {
  upstreamAccountId: string;
  externalUserId: string;
  /** Who that is at the app: jane@example.com. */
  label: string | null;
  secret: JsonObject | null;
  shown: JsonObject;
  authType: AuthType;
  expiresAt: Date | null;
};

/** A profile's grant, opened for one call. */
export type ConnectedAccount = {
  profileId: string;
  app: AppRef;
  externalUserId: string;
  upstreamAccountId: string;
  secret: JsonObject | null;
};

/** `shown` is what the provider said anew of what may be seen of the grant. */
export type GrantState =
  | { status: 'connected'; expiresAt: Date | null; shown?: JsonObject | undefined }
  | { status: 'expiring'; expiresAt: Date }
  | { status: 'needs_reconnect' | 'revoked' | 'error'; reason: string };

export type ToolCall = {
  tool: ToolDefinition;
  input: JsonObject;
  /** Has a deadline: providers set none of their own. */
  signal: AbortSignal;
  /** For what comes back, when that is not small. */
  room?: Room;
  requestId: string;
  /** W3C trace context, carried on where the provider takes it. */
  traceparent: string | null;
  /** Told whenever the service is asked once more within one call, so that the record counts what was sent. */
  onRepeat?: () => void;
  /** Told as often as the tool says how far it is. */
  onProgress?: (progress: Progress) => void;
  /**
   * Has the grant checked, and renewed where it merely ran out, once for all calls that doubt it at the same time.
   * Absent where nobody else can be calling.
   */
  checkGrant?: () => Promise<GrantState>;
};

export type Progress = { progress: number; total?: number; message?: string };

/** `reason` is the tool's own message for the caller. */
export type ToolOutcome =
  | {
      ok: true;
      content: Json;
      nextCursor?: string;
      /** The app answered more than is read of an answer, and the rest is lost. */
      isShortened?: true | undefined;
    }
  | { ok: false; reason: string; content?: Json };

export type McpServers = {
  /** One per app: the app that was named, or every app that this person has connected. */
  discoverServers(query: McpQuery & { app: AppRef | null }): Promise<McpServer[]>;
  /** Opens the server and lists what it offers now. */
  checkServer(query: McpQuery & { app: AppRef }): Promise<McpServer>;
};

export type McpQuery = {
  externalUserId: string;
  /** The one OAuth client or auth config that is meant; null for the provider's choice. */
  authConfigId: string | null;
  /** Pins one grant. */
  account: ConnectedAccount | null;
  signal: AbortSignal;
};

/** Neither a credential nor an address: who opened the provider's own would pass by the switches and the records. */
export type McpServer = {
  name: string;
  appSlug: string;
  oauthAppId: string | null;
  tools: ToolDefinition[];
  status: 'connected' | 'disconnected';
  metadata: {
    app_name: string;
    project_id: string | null;
    environment: string | null;
    external_user_id: string;
    auth_type: AuthType;
  };
};

export type Readers = {
  /** Creates one with the credentials of these settings, which are not kept, and signs in as it once. */
  createReader(request: {
    app: AppRef;
    settings: JsonObject;
    name: string;
    schemas: string[] | undefined;
    signal: AbortSignal;
  }): Promise<{ username: string; password: string }>;
};

export type ProviderSetUp = {
  /** Finds or creates what the app needs. Asking again finds what is there and creates nothing. */
  prepareApp(request: { app: AppRef; authConfigId: string | null; signal: AbortSignal }): Promise<PreparedApp>;
};

export type PreparedApp = {
  authConfig: {
    upstreamId: string;
    displayName: string;
    requiredScopes: string[];
    allowedTools: string[];
    created: boolean;
  };
  mcpServer: { upstreamId: string; name: string; url: string; created: boolean };
};

export type ProviderWebhooks = {
  /** Finds or makes the one subscription for this address; `known` is what an earlier time gave. */
  subscribe(request: { url: string; known: Subscription | null; signal: AbortSignal }): Promise<Subscription>;
  /** The upstream accounts a delivery names; null when it was not signed with the secret just now. */
  read(delivery: Delivery, secret: string): string[] | null;
};

export type Subscription = { id: string; secret: string };

/** What a provider may use of the outside world; tests pass their own. */
export type ProviderIo = {
  /** Pins checked addresses, limits size and time. */
  fetch: typeof fetch;
  /** The same for one POST to the provider's own address, at a fraction of the cost: for calls. */
  post: Post;
  /** For what fetch cannot guard: the address to dial for a host a user chose. Throws when it is out of bounds. */
  resolveHost(host: string): Promise<{ address: string; family: 4 | 6 }>;
  log(event: string, detail: JsonObject): void;
};

export type ProviderDefinition = {
  id: string;
  name: string;
  /** Providers that authorise apps on pages of their own are served under /api/{provider}. */
  kind: 'oauth' | 'form';
  /** The variables that an operator sets to use it; none where nothing of the operator's is needed. */
  credentials: readonly string[];
  /** From the environment; null where the operator gave no credentials. */
  settings(environment: ProviderEnvironment): JsonObject | null;
  /** The settings that lead the same code to the sandbox at this address. */
  sandboxSettings(url: string): JsonObject;
  open(settings: JsonObject, io: ProviderIo): Provider;
};

/** The part of the environment that providers read their settings from. */
export type ProviderEnvironment = Record<string, unknown>;

/** Checks settings on the way in, so an implementation only ever sees the type it asked for. */
export function defineProvider<Settings>(
  definition: Omit<ProviderDefinition, 'open' | 'settings'> & {
    schema: z.ZodType<Settings>;
    settings(environment: ProviderEnvironment): JsonObject | null;
    open(settings: Settings, io: ProviderIo): Provider;
  },
): ProviderDefinition {
  const { schema, ...rest } = definition;
  return { ...rest, open: (settings, io) => definition.open(schema.parse(settings), io) };
}
