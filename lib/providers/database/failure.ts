import { AppError } from '@/lib/errors';
import { Cancelled, withDeadline } from './deadline';

/** Why no connection came about, and the field of the form to look at. */
export type Culprit = {
  code: 'provider_rejected' | 'provider_unavailable' | 'invalid_request';
  message: string;
  field: string;
  /** The server itself said, in its own protocol, that it does not let these settings in. */
  refusesSettings?: true;
};

export function failed({ code, message, field, refusesSettings }: Culprit, cause: unknown): AppError {
  return new AppError(code, message, {
    fields: { [field]: message },
    cause: refusesSettings ? new SettingsRefused(message, { cause }) : cause,
  });
}

export const unavailable = (field: string, message: string): Culprit => ({
  code: 'provider_unavailable',
  field,
  message,
});
export const rejected = (field: string, message: string): Culprit => ({ code: 'provider_rejected', field, message });
/** The server's own word that this user, password or database is not let in: only this downgrades a profile. */
export const refused = (field: string, message: string): Culprit => ({
  ...rejected(field, message),
  refusesSettings: true,
});

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

const UNTRUSTED = rejected(
  'ca',
  "The server's certificate was not issued by an authority that is trusted here. Paste the right certificate authority.",
);

const NETWORK: Record<string, Culprit> = {
  ENOTFOUND: unavailable('host', 'There is no host by this name.'),
  EAI_AGAIN: unavailable('host', 'The name of the host could not be looked up.'),
  ECONNREFUSED: unavailable('port', 'The host answers, but nothing listens on this port.'),
  EHOSTUNREACH: unavailable('host', 'There is no way to this host from here.'),
  ENETUNREACH: unavailable('host', 'There is no way to this host from here.'),
  ETIMEDOUT: unavailable('host', 'The host did not answer in time. A firewall may be in between.'),
  ECONNRESET: unavailable('port', 'The server hung up before it answered.'),
  EPIPE: unavailable('port', 'The server hung up before it answered.'),
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  CERT_HAS_EXPIRED: rejected('ssl', "The server's certificate has expired."),
  CERT_NOT_YET_VALID: rejected('ssl', "The server's certificate is not valid yet."),
  ERR_TLS_CERT_ALTNAME_INVALID: rejected('host', "The server's certificate is for another host name than this one."),
  ERR_OSSL_PEM_NO_START_LINE: {
    code: 'invalid_request',
    field: 'ca',
    message: 'The certificate authority cannot be read.',
  },
};

export const NO_TLS = rejected(
  'ssl',
  'The server does not speak TLS on this port. Switch TLS off, or ask its operator.',
);
export const SILENT_TLS = rejected(
  'ssl',
  'The server does not answer in TLS. Switch TLS off if it does not speak it on this port.',
);
export const NEEDS_TLS = rejected('ssl', 'The server only accepts connections with TLS. Switch TLS on.');
export const NO_ANSWER = unavailable(
  'port',
  'Something accepts connections there, but does not answer as a database does.',
);
export const LOST = unavailable('host', 'The connection to the database was lost during the call.');
export const notA = (name: string): Culprit => rejected('port', `What answers there is not a ${name} server.`);

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
