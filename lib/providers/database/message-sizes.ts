/**
 * Follows a stream of messages, each of which begins with a header that says how many bytes come after it, and reads no
 * more of them than the headers.
 */
export class MessageSizes {
  private header: Buffer = Buffer.alloc(0);
  private missingBytes = 0;

  /** `lengthAfter` is given each header, and throws where the connection must end. */
  constructor(
    private readonly headerBytes: number,
    private readonly lengthAfter: (header: Buffer) => number,
  ) {}

  check(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const passed = Math.min(this.missingBytes, bytes.length - at);
      this.missingBytes -= passed;
      at += passed;
      const part = bytes.subarray(at, at + this.headerBytes - this.header.length);
      at += part.length;
      this.header = this.header.length > 0 ? Buffer.concat([this.header, part]) : part;
      if (this.header.length < this.headerBytes) return;
      this.missingBytes = this.lengthAfter(this.header);
      this.header = Buffer.alloc(0);
    }
  }
}
