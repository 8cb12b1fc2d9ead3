import { expect, test } from 'vitest';
import { readContent } from '@/components/tools/try-it/read-content';

test('JSON that came as text is read as JSON, alone or in a block', () => {
  expect(readContent('{"id": 1}')).toEqual({ id: 1 });
  expect(readContent([{ type: 'text', text: '[1, 2]' }])).toEqual([1, 2]);
  expect(
    readContent([
      { type: 'text', text: 'Sent.' },
      { type: 'text', text: '{"id": 1}' },
    ]),
  ).toEqual(['Sent.', { id: 1 }]);
});

test('everything else stays as it came', () => {
  expect(readContent('{ not json')).toBe('{ not json');
  expect(readContent('12')).toBe('12');
  const picture = [{ type: 'image', data: 'AAAA', mimeType: 'image/png' }];
  expect(readContent(picture)).toEqual(picture);
});
