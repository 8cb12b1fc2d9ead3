import type { JsonObject } from '@/lib/contracts/json';
import type { DatabaseIo, DatabaseKind, DatabaseSession } from './kind';

const IDLE_MS = 5 * 60_000;

type Kept = {
  fingerprint: string;
  session: DatabaseSession;
  users: number;
  isStale: boolean;
  timer: NodeJS.Timeout | null;
};

/**
 * Open databases by profile. A session whose settings changed is never used again; it and one that was removed or idle
 * is closed once the calls that still run in it are done.
 */
export class DatabaseSessions {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly io: DatabaseIo,
    private readonly idleMs = IDLE_MS,
  ) {}

  async use<Value>(
    profileId: string,
    { kind, settings }: { kind: DatabaseKind; settings: JsonObject },
    run: (session: DatabaseSession) => Promise<Value>,
  ): Promise<Value> {
    const entry = this.find(profileId, kind, settings);
    if (entry.timer) clearTimeout(entry.timer);
    entry.users++;
    try {
      return await run(entry.session);
    } finally {
      entry.users--;
      if (entry.users === 0) await this.rest(profileId, entry);
    }
  }

  async close(profileId?: string): Promise<void> {
    const ids = profileId === undefined ? [...this.kept.keys()] : [profileId];
    await Promise.all(ids.map((id) => this.drop(id)));
  }

  get size(): number {
    return this.kept.size;
  }

  private find(profileId: string, kind: DatabaseKind, settings: JsonObject): Kept {
    const fingerprint = kind.id + JSON.stringify(settings);
    const found = this.kept.get(profileId);
    if (found?.fingerprint === fingerprint) return found;
    if (found) void this.drop(profileId);
    const entry: Kept = { fingerprint, session: kind.open(settings, this.io), users: 0, isStale: false, timer: null };
    this.kept.set(profileId, entry);
    return entry;
  }

  private async rest(profileId: string, entry: Kept): Promise<void> {
    if (entry.isStale) return entry.session.close();
    entry.timer = setTimeout(() => void this.drop(profileId), this.idleMs);
    entry.timer.unref();
  }

  private async drop(profileId: string): Promise<void> {
    const entry = this.kept.get(profileId);
    if (!entry) return;
    this.kept.delete(profileId);
    entry.isStale = true;
    if (entry.timer) clearTimeout(entry.timer);
    if (entry.users === 0) await entry.session.close();
  }
}
