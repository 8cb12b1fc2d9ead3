import { findCaller } from '@/lib/calls/call-tool';
import { openSyncedToolbox } from '@/lib/calls/open-toolbox';
import { hasDemo, listAsText, presentTools } from '@/lib/calls/tool-list';
import { GatewayToolList, GatewayToolQuery } from '@/lib/contracts/gateway-tool';
import { plainName } from '@/lib/domain/catalogue/plain-name';
import { markAsDemo } from '@/lib/http/demo-header';
import { raw, route } from '@/lib/http/route';
import { WholeResponse } from '@/lib/http/whole-response';

const JSON_HEADERS = { 'content-type': 'application/json' };

/** Served in front of Next as well: agents ask for it before every conversation. */
export const GET = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'required' },
    audit: null,
    query: GatewayToolQuery,
    output: raw('application/json', GatewayToolList),
    tag: 'Tools',
    summary: 'Every tool of a user that is switched on',
  },
  async ({ principal, query: { agent, app, q }, headers }) => {
    const toolbox = await openSyncedToolbox(principal, await findCaller(principal, agent));
    if (!app && !q) {
      if (hasDemo(toolbox.offered)) markAsDemo(headers);
      return new WholeResponse(listAsText(toolbox), { headers: JSON_HEADERS });
    }
    const words = q?.toLowerCase() ?? '';
    const wanted = toolbox.offered.filter(
      ({ name, profile, definition }) =>
        (!app || plainName(profile.appSlug) === plainName(app)) &&
        `${name} ${definition.description}`.toLowerCase().includes(words),
    );
    if (hasDemo(wanted)) markAsDemo(headers);
    return Response.json(presentTools(toolbox, wanted));
  },
);
