import type * as z from 'zod';
import type { Locale } from '@/lib/contracts/user';

type Issue = z.core.$ZodRawIssue;
type Words = {
  required: string;
  kind: string;
  atLeast: (least: unknown, unit: 'characters' | 'items' | null) => string;
  moreThan: (limit: unknown) => string;
  atMost: (most: unknown, unit: 'characters' | 'items' | null) => string;
  oneOf: (values: string) => string;
  email: string;
  format: (name: string) => string;
  unknown: (names: string) => string;
  wrong: string;
};

const ENGLISH: Words = {
  required: 'This is required.',
  kind: 'This is not the right kind of value.',
  atLeast: (least, unit) => (unit ? `At least ${least} ${unit}.` : `Must be ${least} or more.`),
  moreThan: (limit) => `Must be more than ${limit}.`,
  atMost: (most, unit) => (unit ? `At most ${most} ${unit}.` : `Must be ${most} or less.`),
  oneOf: (values) => `Must be one of ${values}.`,
  email: 'This is not an e-mail address.',
  format: (name) => `This is not a valid ${name}.`,
  unknown: (names) => `Not known here: ${names}.`,
  wrong: 'This value is not valid.',
};

const UNITS = { characters: 'caracteres', items: 'elementos' };

const SPANISH: Words = {
  required: 'Es obligatorio.',
  kind: 'No es el tipo de valor esperado.',
  atLeast: (least, unit) => (unit ? `Al menos ${least} ${UNITS[unit]}.` : `Debe ser ${least} o más.`),
  moreThan: (limit) => `Debe ser más de ${limit}.`,
  atMost: (most, unit) => (unit ? `Como máximo ${most} ${UNITS[unit]}.` : `Debe ser ${most} o menos.`),
  oneOf: (values) => `Debe ser uno de ${values}.`,
  email: 'No es una dirección de correo.',
  format: (name) => `El formato no es válido (${name}).`,
  unknown: (names) => `Desconocido: ${names}.`,
  wrong: 'Este valor no es válido.',
};

/** What is wrong with a field, for a person to read. Never repeats the value: it may be a password. */
export function explainIn(locale: Locale): z.core.$ZodErrorMap {
  const words = locale === 'es' ? SPANISH : ENGLISH;
  return (issue) => explain(issue, words);
}

function explain(issue: Issue, words: Words): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? words.required : words.kind;
    case 'too_small':
      if (issue.inclusive === false) return words.moreThan(issue.minimum);
      return issue.minimum === 1 && issue.origin === 'string'
        ? words.required
        : words.atLeast(issue.minimum, unitOf(issue.origin));
    case 'too_big':
      return words.atMost(issue.maximum, unitOf(issue.origin));
    case 'invalid_value':
      return issue.input === undefined ? words.required : words.oneOf(issue.values.map(String).join(', '));
    case 'invalid_format':
      return issue.format === 'email' ? words.email : words.format(issue.format);
    case 'unrecognized_keys':
      return words.unknown(issue.keys.join(', '));
    default:
      return words.wrong;
  }
}

function unitOf(origin: string): 'characters' | 'items' | null {
  if (origin === 'string') return 'characters';
  return origin === 'array' || origin === 'set' ? 'items' : null;
}
