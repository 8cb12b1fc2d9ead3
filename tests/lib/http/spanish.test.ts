import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkAgainst } from '@/lib/calls/schema-check';
import { AppError, toErrorBody } from '@/lib/errors';
import { SPANISH } from '@/lib/http/spanish';
import { SPANISH_DATABASES } from '@/lib/http/spanish-databases';
import { SPANISH_TOOLS } from '@/lib/http/spanish-tools';
import { inSpanish, translate } from '@/lib/http/translate';
import { UpstreamFailure, unavailable } from '@/lib/providers/upstream/failure';
import { say } from '@/lib/sentence';

const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated/'))
  .map((file) => `lib/${file}`);

/** The text of every `new AppError('code', '…')` that is written where it is thrown; `${…}` becomes a word, and a text
 * that is nothing but values is somebody else's to translate. */
const messages = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/new AppError\(\s*'\w+',\s*(?:'((?:[^'\\]|\\.)+)'|`([^`]+)`)/g)].map(
    ([, plain, template = '']) => ({
      file,
      text: (plain ?? template.replace(/\$\{[^}]*\}/g, 'something')).replaceAll("\\'", "'"),
    }),
  ),
);

describe('errors in Spanish', () => {
  test('every message that is thrown has a translation', () => {
    expect(messages.length).toBeGreaterThan(3);
    const missing = messages.filter(
      ({ text }) => /[a-z]{3}/.test(text.replaceAll('something', '')) && !inSpanish(text),
    );
    expect(missing).toEqual([]);
  });

  test('every refusal of a statement has a translation', () => {
    const refusals = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/new Refusal\(\s*(?:'((?:[^'\\]|\\.)+)'|`([^`]+)`),?\s*\)/g)].map(
        ([, plain, template = '']) => ({ file, text: plain ?? template.replace(/\$\{[^}]*\}/g, 'something') }),
      ),
    );
    expect(refusals.length).toBeGreaterThan(60);
    const words = (text: string) => text.replaceAll('something', '');
    expect(refusals.filter(({ text }) => /[a-z]{3}/.test(words(text)) && !inSpanish(text))).toEqual([]);
  });

  test('the particular sentence is found before the general one', () => {
    expect(inSpanish('SHOW GRANTS is not allowed here.')).toBe('Aquí no se permite SHOW GRANTS.');
    expect(inSpanish('The function pg_sleep is not allowed here.')).toBe('Aquí no se permite la función pg_sleep.');
    expect(inSpanish('COPY is not allowed here.')).toBe('Aquí no se permite COPY.');
    expect(inSpanish('The view v may not be read here. The function f is not allowed here.')).toBe(
      'Aquí no se puede leer la vista v. Aquí no se permite la función f.',
    );
  });

  test('no message is translated in two ways', () => {
    const parts = { ...SPANISH_TOOLS, ...SPANISH_DATABASES };
    expect(SPANISH).toMatchObject(parts);
    expect(Object.keys(SPANISH_TOOLS).filter((message) => message in SPANISH_DATABASES)).toEqual([]);
  });

  test('a sentence is told in the language of the reader, with its values', () => {
    const error = new AppError('rate_limited', say('http.tooManyRequests', { seconds: 12 }), { retryAfterS: 12 });
    expect(error.message).toBe('Too many requests. Try again in 12 s.');
    expect(toErrorBody(translate(error, 'es'), 'r', 'es').error).toMatchObject({
      message: 'Demasiadas solicitudes. Inténtalo de nuevo en 12 s.',
      code: 'rate_limited',
      retry_after_s: 12,
    });
  });

  test('a service that cannot be reached is told in one way, wherever it was missed', () => {
    const error = unavailable('Pipedream', new UpstreamFailure('status 503'));
    expect(error.message).toBe('There was a problem connecting to Pipedream.');
    expect(translate(error, 'es').message).toBe('Ups, hubo un error al conectarse con Pipedream');
  });

  test('two ways to begin a connection string are joined by a Spanish word', () => {
    const mistake = 'A connection string begins with postgresql:// or postgres://.';
    expect(inSpanish(mistake)).toBe('Una cadena de conexión empieza por postgresql:// o postgres://.');
  });

  test('a field that may be of several types is told all of them', () => {
    const fields = (types: string[]) =>
      Object.fromEntries(checkAgainst({ type: 'object', properties: { x: { type: types } } }, { x: {} }));
    const told = (types: string[]) =>
      translate(new AppError('invalid_request', 'The arguments do not fit this tool.', { fields: fields(types) }), 'es')
        .detail.fields?.x;
    expect(told(['string', 'number'])).toBe('debe ser texto o un número');
    expect(told(['integer', 'boolean', 'array', 'null'])).toBe(
      'debe ser un número entero o verdadero o falso o una lista',
    );
  });

  test('a message nobody translated is told by its code, and its cause is kept for the log', () => {
    const cause = new Error('why');
    const translated = translate(new AppError('conflict', 'Something nobody foresaw.', { cause }), 'es');
    expect(translated.message).toBe('Esto entra en conflicto con algo que ya existe.');
    expect(translated.cause).toBe(cause);
  });
});
