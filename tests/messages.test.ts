import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import en from '@/messages/en.json';
import es from '@/messages/es.json';
import fallback from '@/messages/fallback.json';
import sentencesEn from '@/messages/sentences/en.json';
import sentencesEs from '@/messages/sentences/es.json';
import { literalText } from './support/literal-text';

type Tree = { [name: string]: string | Tree };

describe.each([
  ['pages', en, es],
  ['answers', sentencesEn, sentencesEs],
] as const)('English and Spanish of the %s', (_of, ours, theirs) => {
  const english = flat(ours);
  const spanish = flat(theirs);

  test('say the same things', () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('have the same blanks to fill', () => {
    const differing = [...english].filter(
      ([key, text]) => blanks(text).join() !== blanks(spanish.get(key) ?? '').join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test.each([
    ['en', ours],
    ['es', theirs],
  ] as const)('every message of %s can be read by the formatter', (locale, messages) => {
    const complaints: string[] = [];
    const t = createTranslator({
      locale,
      messages: messages as typeof en,
      onError: ({ message }) => complaints.push(message),
    });
    // The formatter's own types know every message by name; here they are only a list.
    const format: (key: string, values: Record<string, unknown>) => unknown = t.rich as never;
    for (const [key, text] of flat(messages)) {
      const values = blanks(text).map((blank) => (blank.startsWith('<') ? [blank.slice(1, -1), keep] : [blank, 1]));
      expect(format(key, Object.fromEntries(values))).not.toBe('');
    }
    expect(complaints).toEqual([]);
  });
});

test('the words for when all else fails exist in both languages', () => {
  expect(Object.keys(fallback.es)).toEqual(Object.keys(fallback.en));
});

describe('words', () => {
  test('stand in the messages, never in a component', () => {
    const files = ['app', 'components'].flatMap(componentsIn);
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) => literalText(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`));
    expect(found).toEqual([]);
  });

  test('are found wherever a component could hide them', () => {
    const source = `const a = <p title="One">{name} two <b>Three</b></p>; const b = <i>Four</i>; const c = <u aria-label="Five" />;`;
    expect(literalText(source).sort()).toEqual([' two ', 'Five', 'Four', 'One', 'Three']);
    expect(literalText(`const a = <kbd className="px-2">K</kbd>; const b = <p title={t('x')}>{t('y')}</p>;`)).toEqual(
      [],
    );
  });
});

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'string' ? [[prefix + name, value] as const] : [...flat(value, `${prefix}${name}.`)],
    ),
  );
}

const keep = (words: unknown) => words;

/** `{name}`, `{count, plural, …}` and `<b>`; not the words of a plural's branch, which stand right behind its name. */
function blanks(text: string): string[] {
  const names = [...text.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other) )\{(\w+)(?=\s*[,}])/g)].map(
    ([, name = '']) => name,
  );
  const tags = [...text.matchAll(/<\w+>/g)].map(([tag]) => tag);
  return [...new Set([...names, ...tags])].sort();
}

function componentsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => path.join(folder, name));
}
