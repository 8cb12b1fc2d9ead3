import * as z from 'zod';
import { time } from './time';

/**
 * Every way in which a service turns out not to be reachable, and the sentence that callers are told. The pages have
 * the same sentences in `messages/`, under `outage`. `{service}` stands for a name.
 */
export const OUTAGE_SENTENCES = {
  unknown_host: 'There is no host by this name.',
  lookup_failed: 'The name of the host could not be looked up.',
  connection_refused: 'The host answers, but nothing listens on this port.',
  no_route: 'There is no way to this host from here.',
  timed_out: 'The host did not answer in time. A firewall may be in between.',
  no_answer: 'Something accepts connections there, but does not answer as a database does.',
  hung_up: 'The server hung up before it answered.',
  hung_up_at_once: 'The server hung up at once. It may only accept connections with TLS.',
  lost: 'The connection to the database was lost during the call.',
  tls_missing: 'The server does not speak TLS on this port. Switch TLS off, or ask its operator.',
  tls_silent: 'The server does not answer in TLS. Switch TLS off if it does not speak it on this port.',
  tls_required: 'The server only accepts connections with TLS. Switch TLS on.',
  certificate_untrusted:
    "The server's certificate was not issued by an authority that is trusted here. Paste the right certificate authority.",
  certificate_expired: "The server's certificate has expired.",
  certificate_not_yet_valid: "The server's certificate is not valid yet.",
  certificate_other_host: "The server's certificate is for another host name than this one.",
  starting: 'The server is starting up or shutting down.',
  stopping: 'The server is shutting down.',
  changing_roles: 'The server is shutting down or changing roles.',
  loading: 'The server is still loading its data.',
  busy: 'The server is busy with a script.',
  cannot_answer: 'The server cannot answer at the moment.',
  unreadable: 'The server answered in a way that could not be read.',
  no_connection_left: 'The server has no connection left.',
  no_connection_left_for_user: 'The server has no connection left for this user.',
  blocked: 'The server has blocked this machine after too many failures.',
  closed_to_others: 'The server only answers its own machine (protected mode).',
  database_closed: 'This database does not accept connections.',
  sign_in_of_server: 'The server asks for a way to sign in that is not spoken here.',
  sign_in_of_user: 'This user signs in in a way that is not spoken here.',
  other_server: 'What answers there is not a {service} server.',
  too_old: 'This server is too old. Redis 6 and Valkey are spoken here.',
  no_cluster: 'There is no cluster by this name (its SRV record is missing).',
  other_replica_set: 'The servers belong to another replica set than the one named.',
  service_unavailable: 'There was a problem connecting to {service}.',
} as const;

export type OutageReason = keyof typeof OUTAGE_SENTENCES;
export const OutageReason = z
  .enum(Object.keys(OUTAGE_SENTENCES) as [OutageReason, ...OutageReason[]])
  .describe('Why nobody answers.');

/** Why nobody answers, as codes: what is stored, and what pages put into words. */
export const OutageCause = z.object({
  reason: OutageReason,
  service: z
    .string()
    .nullable()
    .meta({ description: 'The service, where the sentence of the reason names it.', examples: ['PostgreSQL'] }),
});
export type OutageCause = z.infer<typeof OutageCause>;

/** A service that could not be reached when it was last asked. Says nothing about the grant. */
export const Outage = OutageCause.extend({ since: time('Since when.') }).meta({ id: 'Outage' });
export type Outage = z.infer<typeof Outage>;

export const Unreachable = Outage.nullable().meta({
  description: 'Set while nobody answers for it. The status is what was last confirmed.',
  examples: [null],
});

export function toOutageSentence({ reason, service }: OutageCause): string {
  return OUTAGE_SENTENCES[reason].replace('{service}', service ?? '');
}
