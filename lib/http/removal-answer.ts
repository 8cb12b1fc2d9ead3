import type { Removal } from '@/lib/contracts/connection';

/** 204 when nothing is left anywhere; 202 with what is still to come when the provider has yet to take the grant back. */
export function removalAnswer(removal: Removal): Response {
  return removal.revocation === 'done' ? new Response(null, { status: 204 }) : Response.json(removal, { status: 202 });
}
