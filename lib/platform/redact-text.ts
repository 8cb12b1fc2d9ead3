import { withoutNamed } from './redact-named';

export const REDACTED = '[redacted]';

/** Nothing reads a longer text in a record or a log, so no pattern is run on one. */
const MAX_CHARACTERS = 64 * 1024;
const MAX_SECRET_CHARACTERS = 16 * 1024;

type Secret = {
  /** In lower case, and in every text that holds such a secret: most texts need no search at all. */
  hints: string[];
  pattern: RegExp;
  replace?: (found: string) => string;
};

/**
 * Secrets that are known by their looks. Text comes from callers and from services, so each pattern has to be linear:
 * it begins with something fixed or where a run of its characters begins, and a run is read once, whether it turns out
 * to be a secret or not.
 */
const SECRETS: Secret[] = [
  { hints: ['pb_'], pattern: /\bpb_[a-z0-9]{8}_[\w-]{20,}/g }, // our own keys
  { hints: ['ctok_', 'apn_', 'ak_'], pattern: /\b(?:ctok|apn|u?ak|oak)_[\w-]{16,}/g }, // tokens of the providers
  { hints: ['eyj'], pattern: /(?<![\w-])[\w-]*eyJ[\w.-]*/g, replace: (run) => (holdsJwt(run) ? REDACTED : run) },
  {
    hints: ['ya29.', 'xox', 'gho_', 'ghp_', 'ghr_', 'ghs_', 'ghu_', 'github_pat_', 'glpat-', 'sk-', 'k_live_', 'sg.'],
    pattern:
      /\b(?:ya29\.|xox[abeoprs]-|gh[opsru]_|github_pat_|glpat-|sk-(?:live|test|proj)?-?|[rs]k_live_|SG\.)[\w.-]{10,}/g,
  },
  { hints: ['akia', 'asia'], pattern: /\bA(?:KI|SI)A[0-9A-Z]{16}\b/g },
  { hints: ['aiza'], pattern: /\bAIza[\w-]{35}/g },
  {
    hints: ['-----begin'],
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { hints: ['bearer'], pattern: /\bBearer\s+[\w.~+/-]{8,}=*/gi },
  { hints: ['identified'], pattern: /\bidentified\s+by\s+'[^']*'?/gi },
  // user:password@ in an address
  {
    hints: ['://'],
    pattern: /:\/\/[^\s:/@]*:[^\s/]+@/g,
    replace: (found) => `${found.slice(0, found.indexOf(':', 1) + 1)}${REDACTED}@`,
  },
];

const HINT = new RegExp(
  SECRETS.flatMap(({ hints }) => hints)
    .map((hint) => hint.replace('.', '\\.'))
    .join('|'),
  'i',
);

/** The text without the secrets in it: those known by their looks, and the values that a name marks as secret. */
export function redactText(text: string): string {
  if (text.length <= MAX_CHARACTERS) return withoutSecrets(text);
  // The cut may have left half of a secret, which nothing recognises.
  const clean = withoutSecrets(text.slice(0, MAX_CHARACTERS)).slice(0, -MAX_SECRET_CHARACTERS);
  return `${clean}… [cut, ${text.length} characters]`;
}

function withoutSecrets(text: string): string {
  return withoutNamed(HINT.test(text) ? withoutKnown(text) : text, REDACTED);
}

function withoutKnown(text: string): string {
  const lower = text.toLowerCase();
  return SECRETS.reduce(
    (current, { hints, pattern, replace = () => REDACTED }) =>
      hints.some((hint) => lower.includes(hint)) ? current.replace(pattern, replace) : current,
    text,
  );
}

/** Three parts with dots between them, as long as those of a signed token are. */
function holdsJwt(run: string): boolean {
  const parts = run.split('.').map((part) => part.length);
  return parts.some((length, index) => length > 12 && (parts[index + 1] ?? 0) >= 10 && (parts[index + 2] ?? 0) >= 5);
}
