import { expect, test } from 'vitest';
import { initialDraft, toParameters } from '@/components/databases/saved/saved-draft';

test('a query that was tried is saved with the types it was tried with', () => {
  const draft = initialDraft(['least'], { least: { type: 'integer', text: '5' } }, null);

  expect(toParameters(draft)).toEqual([{ name: 'least', type: 'integer', description: '', required: true }]);
});

test('a default is a value of its type, and nobody has to give what has one', () => {
  const draft = initialDraft(['least'], { least: { type: 'integer', text: '5' } }, null);
  const [parameter] = draft.parameters;

  expect(toParameters({ ...draft, parameters: parameter ? [{ ...parameter, byDefault: '10' }] : [] })).toEqual([
    { name: 'least', type: 'integer', description: '', required: false, default: 10 },
  ]);
});

test('a change begins with what was saved', () => {
  const saved = {
    ...{ name: 'big', description: 'Big ones', statement: 'select :least' },
    parameters: [{ name: 'least', type: 'number' as const, description: 'How big', required: false, default: 2.5 }],
  };

  expect(toParameters(initialDraft(['least'], {}, saved))).toEqual(saved.parameters);
});
