import { describe, expect, test } from 'vitest';
import { OutageReason, toOutageSentence } from '@/lib/contracts/outage';
import { inSpanish } from '@/lib/http/translate';
import en from '@/messages/en.json';
import es from '@/messages/es.json';

/** The page puts a stored code into words, and a toast says what the server sent: both must be the same sentence. */
describe.each(OutageReason.options)('the outage %s', (reason) => {
  const service = 'Pipedream';
  const sent = toOutageSentence({ reason, service });
  const filled = (text: string) => text.replace('{service}', service);

  test('is told in the same words by the pages and the API, in English', () => {
    expect(filled(en.outage[reason])).toBe(sent);
  });

  test('is told in the same words by the pages and the API, in Spanish', () => {
    expect(filled(es.outage[reason])).toBe(inSpanish(sent));
  });
});

test('there is no word for an outage that cannot happen', () => {
  expect(Object.keys(en.outage)).toEqual(OutageReason.options);
});
