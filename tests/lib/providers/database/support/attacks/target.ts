import type { Json, JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';

export type Session = Pick<DatabaseSession, 'callTool' | 'close'>;
export type State = Record<string, unknown>;

/** A server that is attacked through one user of it. */
export type Target = {
  open(): Session;
  /** Without any reader before the server: shows that `read` and `readSession` see what succeeds. */
  openDirectly(): Session;
  /** What `{{name}}` stands for in an attempt. */
  values(): Record<string, string>;
  /** Texts that no answer may hold: of files, and of accounts' passwords. */
  secrets(): string[];
  /** Everything that could have been changed, seen from outside the tool. */
  read(): Promise<State>;
  /** What is left in the tool's own session, asked through the tool. */
  readSession(session: Session): Promise<State>;
  /** Puts everything back as it was. */
  restore(): Promise<void>;
  close(): Promise<void>;
};

/** A session that sends whatever it is given. */
export function directSession(send: (input: JsonObject) => Promise<Json>, close: () => Promise<unknown>): Session {
  return {
    callTool: async ({ input }) => {
      try {
        return { ok: true, content: await send(input) };
      } catch (error) {
        return { ok: false, reason: String(error) };
      }
    },
    close: async () => {
      await close();
    },
  };
}
