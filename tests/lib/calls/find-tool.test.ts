import { describe, expect, test } from 'vitest';
import { findTool, type Wanted } from '@/lib/calls/find-tool';
import { makeToolbox } from '@/lib/calls/toolbox';
import type { CallableProfile } from '@/lib/domain/gateway/callable-profiles';
import { profileOf, sourceOf } from './toolbox-samples';

const slack = { provider: 'pipedream', appSlug: 'slack', appName: 'Slack' };
const findApp = async (tool: string) => (tool.startsWith('slack') ? slack : null);

const TOOLS = ['gmail-send', 'gmail-delete'];

function find(wanted: Wanted, ...profiles: CallableProfile[]) {
  const own = makeToolbox(profiles.map((profile) => sourceOf(profile, TOOLS)));
  return findTool(wanted, { own, all: own, agent: null, findApp });
}

const one = profileOf({ id: 'one', profileName: 'One', enabled: ['gmail-send'] });
const two = profileOf({ id: 'two', profileName: 'Two', enabled: ['gmail-send'] });

describe('which profile a call means', () => {
  test('the one it names, before the default', async () => {
    const found = await find({ tool: 'gmail-send', profileId: 'two' }, { ...one, isDefault: true }, two);
    expect(found.profile.id).toBe('two');
  });

  test.each(['gmail-send', 'gmail_send'])('the default, by %s', async (tool) => {
    expect((await find({ tool }, one, { ...two, isDefault: true })).profile.id).toBe('two');
  });

  test('the only one, by the provider’s own name', async () => {
    expect((await find({ tool: 'gmail-send' }, one)).profile.id).toBe('one');
  });

  test('the only one that is switched on', async () => {
    expect((await find({ tool: 'gmail-send' }, one, { ...two, isActive: false })).profile.id).toBe('one');
  });

  test.each(['GMAIL_SEND', 'gmail-send', 'gmail_send', 'Gmail.Send'])(
    'the same for every spelling, at whichever provider the profile is: %s',
    async (tool) => {
      const other = { ...two, provider: 'composio' };
      expect((await find({ tool }, one, { ...other, isDefault: true })).profile.id).toBe('two');
      expect((await find({ tool }, { ...one, isDefault: true }, other)).profile.id).toBe('one');
      await expect(find({ tool }, one, other)).rejects.toMatchObject({ code: 'ambiguous_profile' });
    },
  );

  test.each(['pending', 'needs_reconnect', 'revoked', 'disabled', 'error'] as const)(
    'one that can be used, before a default that is %s',
    async (status) => {
      const dead = { ...one, isDefault: true, status };
      expect((await find({ tool: 'gmail_send' }, dead, two)).profile.id).toBe('two');
      const three = profileOf({ id: 'three', profileName: 'Three', enabled: ['gmail-send'] });
      await expect(find({ tool: 'gmail_send' }, dead, two, three)).rejects.toMatchObject({
        detail: { choices: [{ profile_id: 'two' }, { profile_id: 'three' }] },
      });
    },
  );

  test('the default, where the tool is off on it: what a person switched off does not run as somebody else', async () => {
    const off = { ...one, isDefault: true, enabledTools: new Set<string>() };
    await expect(find({ tool: 'gmail_send' }, off, two)).rejects.toMatchObject({ code: 'tool_disabled' });
  });

  test('the one that the listed name names, even when it cannot be used', async () => {
    const dead = { ...two, status: 'needs_reconnect' as const };
    await expect(find({ tool: 'gmail_send_two' }, { ...one, isDefault: true }, dead)).rejects.toMatchObject({
      code: 'needs_reconnect',
    });
  });

  test('nobody’s guess: several that fit are told as choices', async () => {
    await expect(find({ tool: 'gmail_send' }, one, two)).rejects.toMatchObject({
      code: 'ambiguous_profile',
      detail: {
        choices: [
          { profile_id: 'one', profile_name: 'One' },
          { profile_id: 'two', profile_name: 'Two' },
        ],
      },
    });
  });
});

describe('a call that cannot go on is told why', () => {
  test.each([
    ['tool_disabled', { tool: 'gmail-delete' }, one],
    ['profile_inactive', { tool: 'gmail-send' }, { ...one, isActive: false }],
    ['provider_disabled', { tool: 'gmail-send' }, { ...one, status: 'disabled' as const }],
    ['not_found', { tool: 'gmail-fly' }, one],
    ['not_found', { tool: 'gmail-send', profileId: 'somebody else’s' }, one],
  ])('%s', async (code, wanted, profile) => {
    await expect(find(wanted, profile)).rejects.toMatchObject({ code });
  });

  test.each(['needs_reconnect', 'revoked', 'disconnected', 'error'] as const)(
    'a grant that is %s comes with the link that renews it',
    async (status) => {
      await expect(find({ tool: 'gmail-send' }, { ...one, status })).rejects.toMatchObject({
        code: 'needs_reconnect',
        detail: { action: { who: 'user', url: 'http://127.0.0.1:3000/profiles/one?reconnect=1' } },
      });
    },
  );

  test('a tool of an app that nobody connected comes with the link that connects it', async () => {
    await expect(find({ tool: 'slack-send-message' }, one)).rejects.toMatchObject({
      code: 'needs_connection',
      detail: { action: { who: 'user', url: 'http://127.0.0.1:3000/apps/pipedream/slack?connect=1' } },
    });
  });
});
