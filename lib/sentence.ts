import { createTranslator } from 'use-intl/core';
import en from '@/messages/sentences/en.json';
import es from '@/messages/sentences/es.json';
import type { Locale } from './contracts/user';

/** The name of a sentence in messages/sentences, `invites.expired` for one. */
export type SentenceKey = PathOf<typeof en>;
/** What fills the blanks of a sentence: text and numbers as they are, another sentence in the reader's language. */
export type Values = { readonly [name: string]: string | number | Words };
/**
 * What is told to a person, by its name and not yet in a language: whoever throws an error or makes an answer does not
 * know who reads it. Plain JSON, so that it can be kept and told later.
 */
export type Sentence = { readonly key: SentenceKey; readonly values?: Values };
/** A sentence of ours, text that came from somewhere else and stays as it is, or several of them behind one another. */
export type Words = Sentence | string | readonly Words[];

export function say(key: SentenceKey, values?: Values): Sentence {
  return values ? { key, values } : { key };
}

/** In the reader's language. The one place where a sentence becomes text. */
export function toText(words: Words, locale: Locale): string {
  if (typeof words === 'string') return words;
  if (isList(words)) return words.map((part) => ended(toText(part, locale))).join(' ');
  const values = Object.entries(words.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'object' ? toText(value, locale) : value,
  ]);
  return translators[locale](words.key, Object.fromEntries(values));
}

/** The same of what is said of each field. */
export function toTexts(fields: Record<string, Words>, locale: Locale): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, toText(words, locale)]));
}

function isList(words: Sentence | readonly Words[]): words is readonly Words[] {
  return Array.isArray(words);
}

/** What another sentence follows needs an end. */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** The library's own types would make every caller name its locale's messages; ours hold the key already. */
type Translator = (key: SentenceKey, values: Record<string, string | number>) => string;

const translators: Record<Locale, Translator> = {
  en: createTranslator({ locale: 'en', messages: en }) as unknown as Translator,
  es: createTranslator({ locale: 'es', messages: es }) as unknown as Translator,
};

type PathOf<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string ? Name : `${Name}.${PathOf<Tree[Name]>}`;
}[keyof Tree & string];
