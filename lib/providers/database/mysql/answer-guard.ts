import { TOO_WIDE } from '../page';
import { Refusal } from '../refusal';
import { boundReads, type Packet } from './packet-reads';
import { UnreadableAnswer } from './unreadable-answer';

/** Everything a server says until it lets us in. A greeting, a key and an error are a few hundred bytes each. */
const MAX_SIGN_IN_BYTES = 64 * 1024;
/**
 * What the driver keeps of one answer until it is complete: the descriptions of its columns, of which the longest names
 * that the servers allow take 10 MiB, and the rows of the questions that we ask ourselves.
 */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;
/** About what a description or a row takes in memory beside its bytes. */
const PACKET_OVERHEAD = 400;
/** What both servers have at most in one result. */
const MAX_COLUMNS = 4096;
/** A statement gets at most a thousand parameters. */
const MAX_PLACEHOLDERS = 4096;
const EOF_MARKER = 0xfe;
const EOF_BYTES = 5;

/** What runs on a connection, in the driver's own names. */
export type Command = {
  next: unknown;
  row?: unknown;
  onResult?: unknown;
  /** Of a result that is being read, and how many came before it. */
  _fieldCount?: number | string | null;
  _resultIndex?: number;
  /** Of a statement that is being prepared. */
  fieldCount?: number;
  parameterCount?: number;
};
export type Driver = {
  config: { multipleStatements?: boolean };
  sequenceId: number;
  authorized: boolean;
  _command: Command | null;
};

/** Follows the answers on one connection, and throws at the first packet that is out of bounds or of no protocol. */
export class AnswerGuard {
  private command: Command | null = null;
  private keptBytes = 0;
  private packet: Packet | null = null;
  private overrun: UnreadableAnswer | null = null;

  constructor(private readonly driver: Driver) {}

  pass(packet: Packet, handle: () => void): void {
    const command = this.driver._command;
    if (!command) {
      handle(); // nothing was asked, which the driver sees itself
      return;
    }
    this.bound(packet);
    this.check(packet);
    this.count(packet.end - packet.offset, command);
    const isRow = command.next === command.row && !packet.isEOF() && !packet.isError();
    handle();
    if (this.overrun) throw this.overrun; // the driver catches it where it reads a row
    if (isRow && packet.offset !== packet.end) throw new UnreadableAnswer('A row is not as long as its packet.');
    checkCounts(command);
    if ((command._resultIndex ?? 0) > 0 && !this.driver.config.multipleStatements)
      throw new UnreadableAnswer('The server answers more than it was asked.');
  }

  /** A connection's packets come in one object, again and again. */
  private bound(packet: Packet): void {
    if (packet === this.packet) return;
    this.packet = packet;
    boundReads(packet, (error) => {
      this.overrun = error;
    });
  }

  private check(packet: Packet): void {
    const { sequenceId, authorized } = this.driver;
    const length = packet.end - packet.offset;
    if (length === 0) throw new UnreadableAnswer('A packet is empty.');
    // Servers number the error with which they end a session as they please.
    if (packet.isError()) packet.sequenceId = sequenceId;
    if (packet.sequenceId !== sequenceId) throw new UnreadableAnswer('A packet is out of order.');
    if (authorized && packet.buffer[packet.offset] === EOF_MARKER && length < EOF_BYTES)
      throw new UnreadableAnswer('The end of a list is not complete.');
  }

  private count(bytes: number, command: Command): void {
    if (command !== this.command) {
      this.command = command;
      this.keptBytes = 0;
    }
    const isPassedOn = command.next === command.row && !command.onResult;
    if (!isPassedOn) this.keptBytes += bytes + PACKET_OVERHEAD;
    if (!this.driver.authorized && this.keptBytes > MAX_SIGN_IN_BYTES)
      throw new UnreadableAnswer('The sign-in does not end.');
    if (this.keptBytes > MAX_KEPT_BYTES) throw new Refusal(TOO_WIDE);
  }
}

/** What the header of an answer announces is compared before any of it is read. */
function checkCounts({ _fieldCount, fieldCount = 0, parameterCount = 0 }: Command): void {
  // A number that is too large for one is text.
  if (Number(_fieldCount ?? fieldCount) > MAX_COLUMNS) throw new Refusal(TOO_WIDE);
  if (parameterCount > MAX_PLACEHOLDERS) throw new Refusal('The parameters do not fit the placeholders.');
}
