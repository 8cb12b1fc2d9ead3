import type { ExecutionStatus } from '@/lib/contracts/execution';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import { actorOf } from '@/lib/domain/identity/audit';
import type { Principal } from '@/lib/domain/identity/principal';
import { isSandboxed } from '@/lib/domain/providers/open-provider';
import { keepsPayloads } from '@/lib/domain/records/recording';
import { type AppError, toAppError } from '@/lib/errors';
import { redactText } from '@/lib/platform/redact';
import type { ToolOutcome } from '@/lib/providers/provider';
import type { Answer } from './answer-once';
import { AnswerRoom } from './answer-room';
import type { Call } from './call-tool';
import type { Target } from './connect-link';
import type { Missing } from './find-tool';
import { noteProfileUse } from './note-profile-use';
import { noteReach, type UsedConnection } from './note-reach';
import { assertRecordable, type CallRecord, type Payloads, recordCall } from './record-call';
import { recordable } from './recordable';
import { type Page, toFirstPage } from './result-cursor';
import { isServiceFailure, wasGivenUp } from './safety';
import { noteCall } from './service-health';
import type { Offer } from './toolbox';

const MAX_NAME_LENGTH = 200;
const NOTHING_KEPT: Payloads = { parameters: null, response: null };

type Ending = { outcome: string; durationMs: number; error: AppError | undefined };
type End = { status: ExecutionStatus; code: string | null; message: string | null; page: Page | null };

/** The record of a call while it is under way. Ending it, either way, returns when it is written. */
export class RunningRecord {
  offer: Offer | null = null;
  agent: AgentGrants | null = null;
  /** The app that would have to be connected first. */
  missing: Missing | null = null;
  /** How many attempts have reached the service. One that the breaker held back has not. */
  attempts = 0;
  private lastAttempt = 0;
  /** How often the service was asked once more within an attempt. */
  private repeats = 0;
  readonly room: AnswerRoom;
  /** Set when the profile's credentials were opened for this call. */
  connection: UsedConnection | null = null;
  /** Written, or waiting for the database to come back: there is one record of a call, and no second one. */
  private isFinal = false;
  /** Until it is known, nothing is kept. */
  private keepsPayloads = false;
  private readonly startedAt = Date.now();

  constructor(
    private readonly principal: Principal,
    private readonly accountId: string,
    private readonly call: Call,
  ) {
    this.room = new AnswerRoom(accountId);
  }

  /** Throws where the call could not be put on record. */
  async begin(): Promise<void> {
    assertRecordable();
    this.keepsPayloads = await keepsPayloads(this.principal);
  }

  /** Called right before a request goes out: the first of an attempt, or a further one within it. */
  countSend(attempt: number): void {
    if (attempt === this.lastAttempt) this.repeats += 1;
    else this.attempts += 1;
    this.lastAttempt = attempt;
  }

  countRepeat(): void {
    this.repeats += 1;
  }

  /** The tool's own answer, good or bad. */
  async answered(outcome: ToolOutcome, { profile, definition }: Offer): Promise<Answer> {
    const owner = { profileId: profile.id, toolName: definition.name, agentId: this.agent?.id ?? null };
    const page = await toFirstPage(this.accountId, owner, outcome.content ?? null, this.room);
    await this.room.turn();
    const reason = outcome.ok ? null : outcome.reason;
    const nextCursor = page.nextCursor ?? (outcome.ok ? outcome.nextCursor : undefined) ?? null;
    const durationMs = await this.write({
      status: outcome.ok ? 'succeeded' : 'failed',
      code: null,
      message: reason,
      page,
    });
    const { content, text } = page;
    const hasContent = outcome.content !== undefined;
    const isShortened = outcome.ok && outcome.isShortened === true;
    return this.answer({ content, text, nextCursor }, { durationMs, reason, hasContent, isShortened });
  }

  /** A further part of an earlier answer. */
  async paged(page: Page): Promise<Answer> {
    const durationMs = await this.write({ status: 'succeeded', code: null, message: null, page });
    return this.answer(page, { durationMs, reason: null, hasContent: true, isShortened: false });
  }

  /** What kept the call from being answered, to be thrown. */
  async refused(caught: unknown): Promise<AppError> {
    const error = toAppError(caught);
    if (this.isFinal) return error;
    const { code, message } = error;
    const wasCancelled = this.call.signal?.aborted === true;
    const status = wasCancelled ? 'cancelled' : this.attempts > 0 ? 'failed' : 'refused';
    try {
      await this.write({ status, code: wasCancelled ? null : code, message, page: null }, error);
      return error;
    } catch (cause) {
      return withoutRecord(error, cause);
    }
  }

  /** What would have to be connected for the call to go on. */
  target(): Target | null {
    if (this.missing) return { ...this.missing, profileId: null };
    if (!this.offer) return null;
    const { provider, appSlug, id: profileId } = this.offer.profile;
    return { provider, appSlug, profileId };
  }

  private answer(
    { content, text, nextCursor }: Page,
    ended: Pick<Answer, 'durationMs' | 'reason' | 'hasContent' | 'isShortened'>,
  ): Answer {
    const { executionId } = this.call;
    const demo = this.offer !== null && isSandboxed(this.offer.profile.provider);
    return { executionId, ok: ended.reason === null, content, text, nextCursor, ...ended, demo };
  }

  private async write({ status, code, message, page }: End, error?: AppError): Promise<number> {
    const { principal, accountId, call, offer, keepsPayloads: keeps } = this;
    const durationMs = Date.now() - this.startedAt;
    const record = {
      id: call.executionId,
      executed_at: new Date(this.startedAt).toISOString(),
      account_id: accountId,
      profile_id: offer?.profile.id ?? null,
      agent_id: this.agent?.id ?? null,
      key_id: principal.keyId,
      provider: (offer?.profile ?? this.missing)?.provider ?? '',
      app_slug: (offer?.profile ?? this.missing)?.appSlug ?? '',
      // A tool that was not found is whatever the caller wrote, and its error repeats it.
      tool_name: offer?.definition.name ?? cutName(redactText(call.tool)),
      status,
      error_code: code,
      // It may repeat what went in, in the app's words or in ours; the code says what was wrong without it.
      error: message === null || !keeps ? null : redactText(message),
      attempts: this.attempts + this.repeats,
      duration_ms: durationMs,
      request_id: call.requestId,
    };
    this.isFinal = true;
    this.note(record, { outcome: this.outcomeOf(code ?? status, error), durationMs, error });
    await recordCall(
      record,
      keeps ? this.payloads(page) : NOTHING_KEPT,
      offer && this.connection ? this.opening(offer) : null,
      { mustBeWritten: this.attempts > 0 },
    );
    return durationMs;
  }

  private payloads(page: Page | null): Payloads {
    const { input_schema: input = null, output_schema: output = null } = this.offer?.definition ?? {};
    return { parameters: recordable(this.call.input, input), response: page && recordable(page.content, output) };
  }

  /** Where a caller gave the service less time than is usual, and nothing but that time ended the call. */
  private outcomeOf(outcome: string, error: AppError | undefined): string {
    const hasFailed = this.attempts > 1;
    return outcome === 'provider_unavailable' && wasGivenUp(error) && !hasFailed ? 'timed_out' : outcome;
  }

  private opening({ profile }: Offer) {
    const { principal, accountId } = this;
    const actor = actorOf(principal);
    return { workspace_id: principal.workspaceId, account_id: accountId, actor, subject: profile.id };
  }

  /** Every call that is recorded is counted, also one of a tool that nobody has: then without an app. */
  private note({ provider, app_slug: appSlug }: CallRecord, end: Ending): void {
    const wasAsked = this.attempts > 0 && end.outcome !== 'cancelled';
    const isLockedOut = end.error?.code === 'provider_misconfigured';
    const hasFailed = isLockedOut || isServiceFailure(end.error);
    const answered = wasAsked && !wasGivenUp(end.error) ? !hasFailed : null;
    if (wasAsked && this.offer) noteProfileUse(this.offer.profile.id);
    if (this.connection && end.outcome !== 'failed') noteReach(this.connection, end.error ?? null);
    noteCall({ provider, appSlug, agent: this.agent?.slug ?? null, answered, isLockedOut, ...end });
  }
}

/** That it is not known whether a write was carried out matters more than why its record is missing. */
function withoutRecord(error: AppError, cause: unknown): AppError {
  const missing = toAppError(cause);
  if (error.detail.outcome !== 'unknown') return missing;
  const { isUnrecorded } = missing.detail;
  return error.with({ isUnrecorded, cause: error.cause ?? cause });
}

/** Whoever calls a tool that does not exist chooses its name, and one that is too long fits no index. */
function cutName(name: string): string {
  return name.slice(0, MAX_NAME_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
