/** Names whose value is a secret wherever it stands. */
const SECRET_NAME =
  /pass(word|wd|phrase)?$|secret|(^|[_-])token|token$|api[_-]?key|^authorization$|^(set-)?cookie$|credential|private[_-]?key|connection[_-]?string|^dsn$|sealed|cfmap/i;

export const REDACTED = '[redacted]';
const DEEPEST = 8;

/** Secrets by their looks, for text in which no name stands beside them. The hint is in every text that looks so. */
const SECRETS = [
  { hint: /pb_/, looks: /\bpb_[a-z0-9]{8}_[\w-]{20,}/g }, // our keys
  { hint: /(?:ctok|apn|u?ak|oak)_/, looks: /\b(?:ctok|apn|u?ak|oak)_[\w-]{16,}/g }, // tokens of the providers
  { hint: /eyJ/, looks: /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/g }, // JWT
  {
    hint: /ya29\.|xox[abprs]-|gh[pousr]_|glpat-|sk-|rk_live_|SG\./,
    looks: /\b(?:ya29\.|xox[abprs]-|gh[pousr]_|glpat-|sk-(?:live|test|proj)?-?|rk_live_|SG\.)[\w.-]{10,}/g,
  },
  { hint: /AKIA/, looks: /\bAKIA[0-9A-Z]{16}\b/g },
  {
    hint: /-----BEGIN/,
    looks: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { hint: /bearer\s/, looks: /\bBearer\s+[\w.~+/-]{8,}=*/gi },
  // user:password@ in an address
  { hint: /:\/\//, looks: /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/]+@/gi, instead: `$1:${REDACTED}@` },
];

/** Nearly all text has none of the hints, and need not be searched for each of the secrets. */
const HINT = new RegExp(SECRETS.map(({ hint }) => hint.source).join('|'), 'i');

export function redactText(text: string): string {
  if (!HINT.test(text)) return text;
  return SECRETS.reduce((current, { looks, instead = REDACTED }) => current.replace(looks, instead), text);
}

/** A copy without secrets: by name, and by looks inside every text. Never changes what it was given. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > DEEPEST) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Date) return value;
  if (value instanceof Error) return value; // pino's serializers take it from here
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isSecretName(name) && item ? REDACTED : redact(item, depth + 1),
    ]),
  );
}

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
