import type { Catalogue } from './apps/catalogue';
import type { Calls } from './calls';
import type { Faults } from './faults';
import type { Store } from './state';

/** Everything a handler may use: one per running sandbox. */
export type Sandbox = {
  /** How a server on this machine reaches it. */
  url: string;
  /** How a person's browser reaches it; the product may pass it through under a path. */
  publicUrl: string;
  /** Where a person's browser opens the consent pages; `publicUrl` unless they have an origin of their own. */
  consentUrl: string;
  /** What whoever pulls its handles must send; null where anybody on this machine may. */
  token: string | null;
  catalogue: Catalogue;
  store: Store;
  faults: Faults;
  calls: Calls;
  settings: SandboxSettings;
  /** Tells listening MCP clients that a tool changed. */
  toolsChanged(): void;
};

export const DEFAULT_SETTINGS: SandboxSettings = {
  verifyIdentity: false,
  consentOpenerPolicy: null,
  verifierUrl: null,
  unmanagedApps: [],
};

export type SandboxSettings = {
  /** Composio asks who the person is before a connection becomes active. Off unless switched on. */
  verifyIdentity: boolean;
  /** The consent pages' `Cross-Origin-Opener-Policy`; null sends none. `same-origin` cuts a popup from its opener. */
  consentOpenerPolicy: string | null;
  /** Where Composio sends the browser to prove who came back, without the callback's own query; null: the callback. */
  verifierUrl: string | null;
  /** Apps for which Composio has no OAuth client of its own, as for many of its toolkits. */
  unmanagedApps: string[];
};
