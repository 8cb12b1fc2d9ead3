/** Names whose value is a secret wherever it stands. */
const SECRET_NAME =
  /pass(word|wd|phrase)?$|secret|(^|[_-])token|token$|api[_-]?key|^authorization$|^(set-)?cookie$|credential|private[_-]?key|connection[_-]?string|^dsn$|sealed|cfmap/i;

/** Secrets by their looks, for text in which no name stands beside them. */
const SECRET_LOOKS = [
  /\bpb_[a-z0-9]{8}_[\w-]{20,}/g, // our keys
  /\b(?:ctok|apn|ak|uak|oak)_[\w-]{16,}/g, // tokens of the providers
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/g, // JWT
  /\b(?:ya29\.|xox[abprs]-|gh[pousr]_|glpat-|sk-(?:live|test|proj)?-?|rk_live_|SG\.)[\w.-]{10,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bBearer\s+[\w.~+/-]{8,}=*/gi,
];
/** user:password@ in an address. */
const URL_PASSWORD = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/]+@/gi;

/** What each of these has in it: text with none of them, which nearly all text is, need not be searched for each. */
const HINT =
  /pb_|(?:ctok|apn|ak)_|eyJ|ya29\.|xox[abprs]-|gh[pousr]_|glpat-|sk-|rk_live_|SG\.|AKIA|-----BEGIN|bearer\s|:\/\//i;

export const REDACTED = '[redacted]';
const DEEPEST = 8;

export function redactText(text: string): string {
  if (!HINT.test(text)) return text;
  const plain = SECRET_LOOKS.reduce((current, looks) => current.replace(looks, REDACTED), text);
  return plain.replace(URL_PASSWORD, `$1:${REDACTED}@`);
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
