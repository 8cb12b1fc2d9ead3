import type { Call } from '../http';
import type { Handler } from '../router';
import { refuse } from './reply';

const KINDS = ['x-api-key', 'x-user-api-key', 'x-org-api-key'];

/** Any project key is welcome except one that says it is wrong. Two kinds of credential at once are refused. */
export function withKey(handle: Handler): Handler {
  return (call) => {
    const given = KINDS.map((name) => call.headers.get(name)).filter((value) => value !== null);
    const [key = ''] = given;
    if (given.length > 1) return refuse(401, { message: 'Send exactly one credential header.' });
    if (key === '' || /invalid|wrong/.test(key)) return refuse(401);
    return handle(call);
  };
}

/** Still answers, and says in its headers that it will not for ever. */
export function withSunset(handle: Handler): Handler {
  return async (call: Call) => {
    const reply = await handle(call);
    reply.headers.set('deprecation', '@1783036800');
    reply.headers.set('sunset', 'Thu, 31 Dec 2026 23:59:59 GMT');
    return reply;
  };
}
