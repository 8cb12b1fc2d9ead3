import { handleCallback } from '@/lib/http/connect-pages';
import { raw, route } from '@/lib/http/route';

/** Proven by the attempt it names, not by credentials: whoever opened the link comes back in their own browser. */
export const GET = route(
  {
    access: { public: true },
    audit: null,
    output: raw('text/html'),
    answers: {
      303: { description: 'Goes on.', location: 'The redirect_url of the caller, or the page that says how it went.' },
    },
    tag: 'Gateway',
    summary: 'Where a provider sends the person back to; they go on to the caller’s redirect_url',
  },
  ({ request }) => handleCallback(request),
);
