import type { Dispatcher } from 'undici';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { type Room, SMALL_ANSWER_BYTES } from '../room';
import { trustedAgent } from './fetch';
import { JsonPruner } from './prune-json';

type Limits = { maxBytes: number; pruneAtBytes: number };

export type Sent = {
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  /** For an answer that is not small; without it, one of any size is read at once. */
  room?: Room | undefined;
  /** Told when it is sent once more, with another bearer. */
  onRepeat?: (() => void) | undefined;
};
export type Posted = {
  readonly status: number;
  header(name: string): string | null;
  /** Whether the body, as far as it was read, was too long and lost a part: see JsonPruner. */
  readonly wasShortened: boolean;
  text(): Promise<string>;
  /** Hands each piece on as it comes, to the end of the body or until one is answered with true: that was enough. */
  read(onPiece: (piece: Uint8Array) => boolean): Promise<void>;
};
export type Post = (url: URL, sent: Sent) => Promise<Posted>;

/** A body that nobody wants any more may end by itself for so long, which keeps the connection. */
const END_SOON_MS = 1_000;
/** What may come in before somebody reads; the service waits with the rest. */
const MAX_UNREAD_BYTES = 64 * 1024;

/**
 * One POST to an address that the operator chose, over kept connections and with nothing around it: `fetch` costs more
 * than all the rest of a tool call, and a stream for the answer half of what is left. Redirects are answers like any
 * other. Sizes are limited as they are for `fetch`.
 */
export function trustedPost(limits: Limits): Post {
  return ({ origin, pathname, search }, { headers, body, signal, room }) =>
    new Promise<Posted>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const exchange = new Exchange(limits, { signal, room }, resolve, reject);
      trustedAgent().dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, exchange);
    });
}

type Reader = { piece(piece: Uint8Array): void; end(): void; fail(error: unknown): void };

/** The answer as it comes in. It is read at most once, and an answer that is not read holds its connection. */
class Exchange implements Dispatcher.DispatchHandler, Posted {
  status = 0;
  wasShortened = false;
  private headers: Record<string, string | string[] | undefined> = {};
  private controller: Dispatcher.DispatchController | null = null;
  private unread: Uint8Array[] = [];
  private unreadBytes = 0;
  private outcome: { error: unknown } | 'complete' | null = null;
  private reader: Reader | null = null;
  /** Until there is room for the rest. */
  private isHeld = false;
  private readonly signal: AbortSignal;
  private readonly room: Room | undefined;

  constructor(
    private readonly limits: Limits,
    { signal, room }: Pick<Sent, 'signal' | 'room'>,
    private readonly resolve: (posted: Posted) => void,
    private readonly reject: (error: unknown) => void,
  ) {
    this.signal = signal;
    this.room = room;
    signal.addEventListener('abort', this);
  }

  /** Of the signal: whoever waits is told at once, even while no connection is free yet. */
  handleEvent(): void {
    const { reason } = this.signal;
    this.controller?.abort(reason);
    this.end({ error: reason });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.outcome) controller.abort(this.signal.reason);
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.status = status;
    this.headers = headers;
    this.resolve(this);
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Uint8Array): void {
    if (this.reader) {
      this.reader.piece(piece);
      return;
    }
    this.unread.push(piece);
    this.unreadBytes += piece.byteLength;
    if (this.unreadBytes > MAX_UNREAD_BYTES) controller.pause();
  }

  onResponseEnd(): void {
    this.end('complete');
  }

  onResponseError(_: unknown, error: unknown): void {
    this.end({ error });
  }

  header(name: string): string | null {
    const value = this.headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  }

  /** As it was announced, which HTTP keeps to; infinite where it was not. */
  private get length(): number {
    return Number(this.header('content-length') ?? Number.POSITIVE_INFINITY);
  }

  async text(): Promise<string> {
    const isShort = this.length <= SMALL_ANSWER_BYTES;
    const decoder = new TextDecoder();
    let text = '';
    const decode = (piece: Uint8Array) => {
      text += decoder.decode(piece, { stream: true });
      return false;
    };
    await (isShort ? this.readShort(decode) : this.read(decode));
    return text + decoder.decode();
  }

  read(onPiece: (piece: Uint8Array) => boolean): Promise<void> {
    const { maxBytes, pruneAtBytes } = this.limits;
    // Announced as within the limit, so there is nothing to shorten.
    const pruner = this.length <= pruneAtBytes ? null : new JsonPruner(pruneAtBytes);
    let bytes = 0;
    let hasRoom: Promise<void> | null = null;
    return new Promise<void>((resolve, reject) => {
      let ending: NodeJS.Timeout | undefined;
      const piece = (raw: Uint8Array) => {
        if (ending) return;
        const kept = pruner?.push(raw) ?? raw;
        this.wasShortened = pruner?.hasDropped === true;
        bytes += kept.byteLength;
        if (bytes > SMALL_ANSWER_BYTES && !hasRoom) {
          hasRoom = this.takeRoom();
          hasRoom.catch(reject);
        }
        if (bytes > maxBytes) throw new AppError('provider_rejected', say('providers.answerTooLarge'));
        if (!onPiece(kept)) return;
        resolve();
        ending = setTimeout(() => this.controller?.abort(new Error('enough')), END_SOON_MS);
      };
      const over = (settle: () => void) => {
        clearTimeout(ending);
        settle();
      };
      this.readWith({
        piece: (raw) => {
          try {
            piece(raw);
          } catch (caught) {
            reject(caught);
            this.controller?.abort(new Error('not to be read'));
          }
        },
        end: () => (hasRoom ? void hasRoom.then(() => over(resolve), reject) : over(resolve)),
        fail: (error) => over(() => reject(error)),
      });
    });
  }

  /** Nothing more is read until there is room for as much as the answer may come to. */
  private async takeRoom(): Promise<void> {
    if (!this.room) return;
    this.isHeld = true;
    this.controller?.pause();
    await this.room.take(Math.min(this.length, this.limits.pruneAtBytes));
    this.isHeld = false;
    this.controller?.resume();
  }

  /** Announced as short, which HTTP keeps to, so there is nothing to count. */
  private readShort(piece: (piece: Uint8Array) => void): Promise<void> {
    return new Promise<void>((resolve, reject) => this.readWith({ piece, end: resolve, fail: reject }));
  }

  private readWith(reader: Reader): void {
    this.reader = reader;
    for (const piece of this.unread) reader.piece(piece);
    if (this.unreadBytes > MAX_UNREAD_BYTES && !this.isHeld) this.controller?.resume();
    this.unread = [];
    if (this.outcome) this.tell(this.outcome);
  }

  private end(outcome: { error: unknown } | 'complete'): void {
    if (this.outcome) return;
    this.outcome = outcome;
    this.signal.removeEventListener('abort', this);
    // Where the answer has begun already, this changes nothing and the reader hears of it.
    if (outcome !== 'complete') this.reject(outcome.error);
    this.tell(outcome);
  }

  private tell(outcome: { error: unknown } | 'complete'): void {
    if (outcome === 'complete') this.reader?.end();
    else this.reader?.fail(outcome.error);
  }
}
