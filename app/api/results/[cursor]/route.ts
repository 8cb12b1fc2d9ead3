import { readResult } from '@/lib/calls/read-result';
import { ResultPage, ResultParams } from '@/lib/contracts/tool-call';
import { raw, route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:execute', account: 'required' },
    audit: null,
    params: ResultParams,
    output: raw('application/json', ResultPage),
    tag: 'Tools',
    summary: 'The next part of a result that was too long for one answer',
  },
  async ({ principal, params }) => {
    const { text, nextCursor } = await readResult(principal, params.cursor);
    return new Response(`{"result":${text},"next_cursor":${JSON.stringify(nextCursor)}}`, {
      headers: { 'content-type': 'application/json' },
    });
  },
);
