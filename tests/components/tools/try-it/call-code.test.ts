import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { writeCall } from '@/components/tools/try-it/call-code';

const call = {
  origin: 'http://127.0.0.1:3000',
  userId: 'usr_1',
  profileId: 'p-1',
  tool: 'gmail-send-email',
  input: { subject: "It's here", body: 'a "quoted" $HOME `word`\n' },
};

test('the shell hands on the input as it was typed, quotes and all', () => {
  const code = writeCall('curl', call).replace(/^curl/, 'printf "%s\\0"');
  const words = execFileSync('bash', ['-c', code], { encoding: 'utf8' }).split('\0');
  expect(JSON.parse(words[words.indexOf('-d') + 1] ?? '')).toEqual({
    user_id: 'usr_1',
    action: 'gmail-send-email',
    profile_id: 'p-1',
    params: call.input,
  });
});

test('the MCP message names the tool and the profile', () => {
  expect(JSON.parse(writeCall('MCP', call))).toEqual({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'gmail-send-email', arguments: { ...call.input, _profile_id: 'p-1' } },
  });
});
