import type { Call } from './http';

export type Handler = (call: Call) => Response | Promise<Response>;
export type Route = { method: string; pattern: RegExp; handle: Handler };

/** `route('GET', '/v1/connect/apps/:app', …)`; a part is anything but a slash, decoded. */
export function route(method: string, path: string, handle: Handler): Route {
  const source = path.replace(/(?<=\/):([a-z_]+)/g, '(?<$1>[^/]+)');
  return { method, pattern: new RegExp(`^${source}/?$`), handle };
}

/** The first route that fits answers; null when none does, because each provider says "not found" in its own words. */
export function dispatch(routes: Route[], call: Call, path: string): Response | Promise<Response> | null {
  for (const { method, pattern, handle } of routes) {
    if (method !== call.method) continue;
    const match = pattern.exec(path);
    if (match) return handle({ ...call, params: decode(match.groups ?? {}) });
  }
  return null;
}

function decode(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, safeDecode(value)]));
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
