import type { DatabaseField, DatabaseForm } from '@/lib/contracts/database';
import type { Locale } from '@/lib/contracts/user';
import { inSpanish } from './translate';

/** A form is written in English where it is defined; here its words are put into the reader's language. */
export function inLanguage(form: DatabaseForm, locale: Locale): DatabaseForm {
  if (locale === 'en') return form;
  return { ...form, fields: form.fields.map(toSpanish) };
}

function toSpanish(field: DatabaseField): DatabaseField {
  const { label, help } = field;
  return { ...field, label: inSpanish(label) ?? label, ...(help && { help: inSpanish(help) ?? help }) };
}
