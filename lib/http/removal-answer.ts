import { Removal } from '@/lib/contracts/connection';

export const REMOVAL_ANSWERS = {
  202: { description: 'Removed; the provider has yet to take the grant back.', shape: Removal },
  204: { description: 'Removed, and the grant taken back.' },
};

/** 204 when nothing is left anywhere; 202 with what is still to come when the provider has yet to take the grant back. */
export function removalAnswer(removal: Removal): Response {
  return removal.revocation === 'done' ? new Response(null, { status: 204 }) : Response.json(removal, { status: 202 });
}
