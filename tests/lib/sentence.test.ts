import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError, invalidField, toErrorBody } from '@/lib/errors';
import { say, toText } from '@/lib/sentence';
import en from '@/messages/sentences/en.json';

const source = ['lib', 'server', 'app']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('lib/generated/'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const sentences = Object.entries(en).flatMap(([room, of]) =>
  Object.entries(of).map(([name, text]) => ({ key: `${room}.${name}`, text })),
);

describe('sentences', () => {
  test('are told in the language of the reader, and their blanks are filled in it', () => {
    const lost = [say('providers.problem', { name: 'Gmail' }), say('calls.outcomeUnknown')];
    expect(toText(lost, 'en')).toBe(
      'There was a problem connecting to Gmail. It is not known whether the call was carried out: look before you try again.',
    );
    expect(toText(lost, 'es')).toMatch(/^Ups, hubo un error al conectarse con Gmail\. No se sabe si la llamada/);
  });

  test('words of somebody else stay as they are', () => {
    expect(toText('Rate limit exceeded', 'es')).toBe('Rate limit exceeded');
    expect(toText(say('notFound.tool', { tool: "{x} <b> 'y'" }), 'es')).toContain("{x} <b> 'y'");
  });

  test('an error is logged in English and told in Spanish, its fields too', () => {
    const error = invalidField('scopes', say('keys.agentScope', { scope: 'admin' }));
    expect(error.detail.fields).toEqual({ scopes: 'The key of an agent cannot have the scope admin.' });
    expect(toErrorBody(error.with({ status: 400 }), 'r', 'es').error).toEqual({
      code: 'invalid_request',
      message: 'Revisa los campos señalados.',
      request_id: 'r',
      fields: { scopes: 'La clave de un agente no puede tener el permiso admin.' },
    });
    expect(error.with({ status: 400 }).status).toBe(400);
    expect(error.with({})).toBeInstanceOf(AppError);
  });

  test('each is said somewhere, with all of its blanks', () => {
    const wrong = sentences.flatMap(({ key, text }) => {
      if (typeof text !== 'string' || key.startsWith('notFound.')) return [];
      const said = [...source.matchAll(new RegExp(`say\\(\\s*'${key}'(?:,\\s*\\{([^}]*)\\})?`, 'g'))];
      const blanks = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const unfilled = said.filter(([, values = '']) =>
        blanks.some((name) => !new RegExp(`\\b${name}\\b`).test(values)),
      );
      return said.length === 0 || unfilled.length > 0 ? [key] : [];
    });
    expect(wrong).toEqual([]);
  });
});
