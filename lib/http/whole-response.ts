const texts = new WeakMap<Response, string>();

/** An answer that is text already, with the text kept beside it: reading a body back costs more than most calls. */
export function wholeResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init);
  texts.set(response, text);
  return response;
}

export function wholeJson(body: unknown, { headers, ...init }: ResponseInit = {}): Response {
  const all = new Headers(headers);
  if (!all.has('content-type')) all.set('content-type', 'application/json');
  return wholeResponse(JSON.stringify(body), { ...init, headers: all });
}

/** The whole body, where it is known without reading it. */
export function textOf(response: Response): string | undefined {
  return texts.get(response);
}
