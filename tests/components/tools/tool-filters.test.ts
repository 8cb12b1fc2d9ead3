import { expect, test } from 'vitest';
import { searchTools } from '@/components/tools/tool-filters';
import type { ProfileTool } from '@/lib/contracts/profile-tools';

const tool = (name: string, description: string, more: Partial<ProfileTool> = {}): ProfileTool => ({
  ...{ name, title: null, description, input_schema: {}, output_schema: null, annotations: {}, version: null },
  ...{ enabled: false, state: 'current', previous: null, changed_at: null, ...more },
});
const tools = [
  tool('create_draft', 'Write without sending.'),
  tool('send_email', 'Off it goes.', { enabled: true, annotations: { destructive: false } }),
  tool('list_labels', 'All of them.', { annotations: { read_only: true } }),
  tool('gone_one', 'Was here.', { state: 'gone' }),
];
const names = (q: string, filter = 'all') => searchTools(tools, q, filter).map(({ name }) => name);

test('what is called so comes before what only mentions it', () => {
  expect(names('send')).toEqual(['send_email', 'create_draft']);
  expect(names('SEND off')).toEqual(['send_email']);
});

test('each filter shows its kind; a tool that does not say it is harmless may destroy', () => {
  expect(names('', 'on')).toEqual(['send_email']);
  expect(names('', 'off')).toEqual(['create_draft', 'list_labels']);
  expect(names('', 'readOnly')).toEqual(['list_labels']);
  expect(names('', 'destructive')).toEqual(['create_draft', 'gone_one']);
  expect(names('', 'gone')).toEqual(['gone_one']);
});
