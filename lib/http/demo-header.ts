const DEMO_HEADER = 'x-patchbay-demo';

/** Says in the head of an answer what `demo: true` says in its body, of the whole or of an item of its lists. */
export function setDemoHeader(headers: Headers, body: unknown): void {
  if (isDemo(body) || listsIn(body).some((list) => list.some(isDemo))) markAsDemo(headers);
}

export function markAsDemo(headers: Headers): void {
  headers.set(DEMO_HEADER, 'true');
}

function isDemo(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'demo' in value && value.demo === true;
}

function listsIn(body: unknown): unknown[][] {
  return typeof body === 'object' && body !== null ? Object.values(body).filter(Array.isArray) : [];
}
