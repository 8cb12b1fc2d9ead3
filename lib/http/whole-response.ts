/**
 * An answer that is text already. It keeps the text for our own server, which sends it as it is; whoever reads the body
 * instead, Next among them, gets one that is made only then: a stream costs more than all the rest of most answers.
 */
export class WholeResponse extends Response {
  private readable: Response | null = null;

  constructor(
    readonly whole: string,
    init: ResponseInit,
  ) {
    super(null, init);
  }

  private get real(): Response {
    this.readable ??= new Response(this.whole, this);
    return this.readable;
  }

  override get body() {
    return this.real.body;
  }

  override get bodyUsed() {
    return this.readable?.bodyUsed ?? false;
  }

  override text() {
    return this.real.text();
  }

  override json() {
    return this.real.json();
  }

  override bytes() {
    return this.real.bytes();
  }

  override arrayBuffer() {
    return this.real.arrayBuffer();
  }

  override blob() {
    return this.real.blob();
  }

  override formData() {
    return this.real.formData();
  }

  override clone() {
    return this.real.clone();
  }
}

export function wholeJson(body: unknown, { headers, ...init }: ResponseInit = {}): Response {
  const all = new Headers(headers);
  if (!all.has('content-type')) all.set('content-type', 'application/json');
  return new WholeResponse(JSON.stringify(body), { ...init, headers: all });
}
