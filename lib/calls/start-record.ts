import type { AgentGrants } from '@/lib/domain/agent-grants';
import { actorOf } from '@/lib/domain/audit';
import type { Principal } from '@/lib/domain/principal';
import { keepsPayloads } from '@/lib/domain/recording';
import { type AppError, toAppError } from '@/lib/errors';
import type { ToolOutcome } from '@/lib/providers/provider';
import type { Answer } from './answer-once';
import type { Call } from './call-tool';
import { type Payloads, recordCall } from './record-call';
import { recordable } from './recordable';
import { type Page, toFirstPage } from './result-cursor';
import { isServiceFailure } from './safety';
import { noteCall } from './service-health';
import type { Offer } from './toolbox';

/** The record of a call while it is under way. Ending it, either way, returns when it is written. */
export class RunningRecord {
  offer: Offer | null = null;
  agent: AgentGrants | null = null;
  attempts = 0;
  /** Set when the profile's credentials were opened for this call. */
  hasOpened = false;
  private readonly startedAt = Date.now();

  constructor(
    private readonly principal: Principal,
    private readonly accountId: string,
    private readonly call: Call,
  ) {}

  /** The tool's own answer, good or bad. */
  async answered(outcome: ToolOutcome | Page): Promise<Answer> {
    const isPage = 'text' in outcome;
    const ok = isPage || outcome.ok;
    const page = isPage ? outcome : await toFirstPage(this.accountId, outcome.content ?? null);
    const durationMs = Date.now() - this.startedAt;
    const reason = ok ? null : (outcome as { reason: string }).reason;
    await this.write(ok ? 'succeeded' : 'failed', { durationMs, code: null, message: reason, page });
    const upstreamCursor = !isPage && outcome.ok ? outcome.nextCursor : undefined;
    return {
      executionId: this.call.executionId,
      durationMs,
      ok,
      reason,
      content: page.content,
      text: page.text,
      nextCursor: page.nextCursor ?? upstreamCursor ?? null,
      hasContent: isPage || outcome.content !== undefined,
    };
  }

  /** What kept the call from being answered, to be thrown. */
  async refused(caught: unknown): Promise<AppError> {
    const error = toAppError(caught);
    const { code, message } = error;
    const durationMs = Date.now() - this.startedAt;
    const wasCancelled = this.call.signal?.aborted === true;
    const status = wasCancelled ? 'cancelled' : this.attempts > 0 ? 'failed' : 'refused';
    await this.write(status, { durationMs, code: wasCancelled ? null : code, message, page: null, error });
    return error;
  }

  private async write(
    status: 'succeeded' | 'failed' | 'refused' | 'cancelled',
    end: { durationMs: number; code: string | null; message: string | null; page: Page | null; error?: AppError },
  ): Promise<void> {
    const { principal, accountId, call, offer } = this;
    const record = {
      id: call.executionId,
      executed_at: new Date(this.startedAt).toISOString(),
      account_id: accountId,
      profile_id: offer?.profile.id ?? null,
      agent_id: this.agent?.id ?? null,
      key_id: principal.keyId,
      provider: offer?.profile.provider ?? '',
      app_slug: offer?.profile.appSlug ?? '',
      tool_name: offer?.definition.name ?? call.tool,
      status,
      error_code: end.code,
      error: end.message,
      attempts: this.attempts,
      duration_ms: end.durationMs,
      request_id: call.requestId,
    };
    const opening = this.hasOpened && offer ? this.opening(offer) : null;
    this.note(status, end);
    await recordCall(record, await this.payloads(end.page), opening);
  }

  private async payloads(page: Page | null): Promise<Payloads> {
    if (!(await keepsPayloads(this.principal))) return { parameters: null, response: null };
    const { input_schema: input = null, output_schema: output = null } = this.offer?.definition ?? {};
    return { parameters: recordable(this.call.input, input), response: page && recordable(page.content, output) };
  }

  private opening({ profile }: Offer) {
    const { principal, accountId } = this;
    return {
      workspace_id: principal.workspaceId,
      account_id: accountId,
      actor: actorOf(principal),
      subject: profile.id,
    };
  }

  private note(
    status: string,
    { durationMs, code, error }: { durationMs: number; code: string | null; error?: AppError },
  ) {
    if (!this.offer) return;
    const { provider, appSlug } = this.offer.profile;
    const answered = this.attempts === 0 || status === 'cancelled' ? null : !isServiceFailure(error);
    noteCall({ provider, appSlug, agent: this.agent?.slug ?? null, outcome: code ?? status, durationMs, answered });
  }
}

export function startRecord(principal: Principal, accountId: string, call: Call): RunningRecord {
  return new RunningRecord(principal, accountId, call);
}
