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
  catalogue: Catalogue;
  store: Store;
  faults: Faults;
  calls: Calls;
  /** Composio asks who the person is before a connection becomes active. Off unless switched on. */
  settings: { verifyIdentity: boolean };
  /** Tells listening MCP clients that a tool changed. */
  toolsChanged(): void;
};
