import { type OutageCause, type OutageReason, toOutageSentence } from '@/lib/contracts/outage';
import { AppError } from '@/lib/errors';
import { Cancelled, withDeadline } from './deadline';

/** Why no connection came about, and the field of the form to look at. */
export type Culprit = {
  code: 'provider_rejected' | 'provider_unavailable' | 'invalid_request';
  message: string;
  field: string;
  /** Absent where the server said what is wrong with these settings. */
  outage?: OutageCause;
  /** The server itself said, in its own protocol, that it does not let these settings in. */
  refusesSettings?: true;
};

export function failed({ code, message, field, outage, refusesSettings }: Culprit, cause: unknown): AppError {
  return new AppError(code, message, {
    fields: { [field]: message },
    outage,
    cause: refusesSettings ? new SettingsRefused(message, { cause }) : cause,
  });
}

/** It may do better in a moment. */
export const unavailable = (field: string, reason: OutageReason): Culprit =>
  outage('provider_unavailable', field, { reason, service: null });
/** Trying again does not help: the server, or these settings, have to change. */
export const rejected = (field: string, reason: OutageReason, service: string | null = null): Culprit =>
  outage('provider_rejected', field, { reason, service });
/** The server's own word that this user, password or database is not let in: only this downgrades a profile. */
export const refused = (field: string, message: string): Culprit => ({
  code: 'provider_rejected',
  field,
  message,
  refusesSettings: true,
});

function outage(code: Culprit['code'], field: string, cause: OutageCause): Culprit {
  return { code, field, message: toOutageSentence(cause), outage: cause };
}

class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';
}

/**
 * Whether only other settings help. Everything else may pass by itself: a server that is down, hangs up, or has an
 * expired certificate. Told by a name, because the server and Next's bundles hold a copy of the class each.
 */
export function refusesSettings(caught: unknown): caught is AppError {
  return caught instanceof AppError && caught.cause instanceof Error && caught.cause.name === 'SettingsRefused';
}

const UNTRUSTED = rejected('ca', 'certificate_untrusted');

export const UNKNOWN_HOST = unavailable('host', 'unknown_host');

const NETWORK: Record<string, Culprit> = {
  ENOTFOUND: UNKNOWN_HOST,
  EAI_AGAIN: unavailable('host', 'lookup_failed'),
  ECONNREFUSED: unavailable('port', 'connection_refused'),
  EHOSTUNREACH: unavailable('host', 'no_route'),
  ENETUNREACH: unavailable('host', 'no_route'),
  ETIMEDOUT: unavailable('host', 'timed_out'),
  ECONNRESET: unavailable('port', 'hung_up'),
  EPIPE: unavailable('port', 'hung_up'),
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  CERT_HAS_EXPIRED: rejected('ssl', 'certificate_expired'),
  CERT_NOT_YET_VALID: rejected('ssl', 'certificate_not_yet_valid'),
  ERR_TLS_CERT_ALTNAME_INVALID: rejected('host', 'certificate_other_host'),
  ERR_OSSL_PEM_NO_START_LINE: {
    code: 'invalid_request',
    field: 'ca',
    message: 'The certificate authority cannot be read.',
  },
};

export const NO_TLS = rejected('ssl', 'tls_missing');
export const SILENT_TLS = rejected('ssl', 'tls_silent');
export const NEEDS_TLS = rejected('ssl', 'tls_required');
export const NO_ANSWER = unavailable('port', 'no_answer');
export const LOST = unavailable('host', 'lost');
export const notA = (name: string): Culprit => rejected('port', 'other_server', name);

const TEST_SECONDS = 10;

/** A connection that neither succeeds nor fails is given up, with a message of its own. */
export async function tryOut<Value>(
  signal: AbortSignal,
  test: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  return withDeadline(signal, TEST_SECONDS, test).catch((error) => {
    throw error instanceof Cancelled ? failed(NO_ANSWER, error) : error;
  });
}

/** Drivers that replace the code of an error leave its words. */
const BY_WORDS: [RegExp, Culprit | undefined][] = [
  [/self-signed certificate|unable to (verify|get)|certificate signature failure/i, UNTRUSTED],
  [/does not match certificate's altnames/i, NETWORK.ERR_TLS_CERT_ALTNAME_INVALID],
  [/certificate has expired/i, NETWORK.CERT_HAS_EXPIRED],
  [/disconnected before secure TLS connection|wrong version number|packet length too long/i, NO_TLS],
];

/** Null when the failure is not one of the network or of TLS; then only the kind itself can tell. */
export function findNetworkCulprit(error: unknown): Culprit | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const worded = BY_WORDS.find(([pattern]) => pattern.test(message))?.[1];
    if (worded) return worded;
    const code = 'code' in cause ? String(cause.code) : '';
    if (NETWORK[code]) return NETWORK[code];
    if (code.startsWith('ERR_OSSL_X509') || code.startsWith('ERR_OSSL_PEM') || code.startsWith('ERR_OSSL_ASN1')) {
      return NETWORK.ERR_OSSL_PEM_NO_START_LINE ?? null;
    }
    if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' || code === 'EPROTO')
      return NO_TLS;
    if (cause instanceof AggregateError) return findNetworkCulprit(cause.errors[0]);
  }
  return null;
}
