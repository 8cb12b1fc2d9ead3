import { describe, expect, test } from 'vitest';
import { agentToolbox } from '@/lib/calls/agent-toolbox';
import { EXPOSED_NAME, exposedName } from '@/lib/calls/exposed-names';
import { findOffer } from '@/lib/calls/find-tool';
import { makeToolbox } from '@/lib/calls/toolbox';
import { Grant } from '@/lib/contracts/grant';
import { profileOf, sourceOf } from './toolbox-samples';

const names = (toolbox: { offered: readonly { name: string }[] }) => toolbox.offered.map(({ name }) => name);

describe('the names that tools are offered by', () => {
  test.each([
    ['gmail', 'GMAIL_SEND_EMAIL', 'gmail_send_email'],
    ['slack', 'slack-send-message', 'slack_send_message'],
    ['google_calendar', 'google_calendar-create-event', 'google_calendar_create_event'],
    ['zoho_crm', 'search', 'zoho_crm_search'],
  ])('%s %s is %s', (app, tool, name) => expect(exposedName(app, tool)).toBe(name));

  test('are accepted by every agent and stay apart, however long or odd the originals are', () => {
    const long = 'x'.repeat(80);
    const made = [exposedName('app', `${long}-a`), exposedName('app', `${long}-b`), exposedName('ünï-códe', 'Ä/ö ü')];
    for (const name of made) expect(name).toMatch(EXPOSED_NAME);
    expect(new Set(made).size).toBe(3);
  });
});

describe('several profiles of one app', () => {
  const work = profileOf({ id: 'a', profileName: 'Work', enabled: ['gmail-send'] });
  const home = profileOf({ id: 'b', profileName: 'At home', enabled: ['gmail-send'] });

  test('without a default each has its name added', () => {
    expect(names(makeToolbox([sourceOf(work), sourceOf(home)]))).toEqual(['gmail_send_at_home', 'gmail_send_work']);
  });

  test('the default keeps the plain name', () => {
    const toolbox = makeToolbox([sourceOf({ ...work, isDefault: true }), sourceOf(home)]);
    expect(names(toolbox)).toEqual(['gmail_send', 'gmail_send_at_home']);
  });

  test('names do not change when one is switched off', () => {
    const toolbox = makeToolbox([sourceOf(work), sourceOf({ ...home, isActive: false })]);
    expect(names(toolbox)).toEqual(['gmail_send_work']);
  });

  test('the plain name of a default that cannot be used stands for the one that a call would use', () => {
    const dead = { ...work, isDefault: true, status: 'needs_reconnect' as const };
    const { offered } = makeToolbox([sourceOf(dead), sourceOf({ ...home, provider: 'composio' })]);
    expect(offered.map(({ name, profile }) => [name, profile.id])).toEqual([
      ['gmail_send', 'b'],
      ['gmail_send_at_home', 'b'],
    ]);
  });

  test('profiles whose names read alike still get two names', () => {
    const alike = profileOf({ id: 'c', profileName: 'Work!', enabled: ['gmail-send'] });
    expect(new Set(names(makeToolbox([sourceOf(work), sourceOf(alike)]))).size).toBe(2);
  });
});

test('tools of one profile that differ in spelling only are all offered, each under a name of its own', () => {
  const spellings = ['gmail-send', 'gmail_send', 'GMAIL_SEND', 'gmail-send-', 'gmail.send'];
  const { offered } = makeToolbox([sourceOf(profileOf({ id: 'a', enabled: spellings, isDefault: true }))]);
  expect(offered.map(({ definition }) => definition.name).sort()).toEqual([...spellings].sort());
  expect(new Set(offered.map(({ name }) => name)).size).toBe(spellings.length);
});

test('a tool that is off takes neither name nor calls from one that is on and differs in spelling only', () => {
  const profile = profileOf({ enabled: ['gmail-find-email'] });
  for (const added of ['GMAIL-FIND-EMAIL', 'gmail-find--email', 'gmail_find_email']) {
    const toolbox = makeToolbox([sourceOf(profile, [added, 'gmail-find-email'])]);
    expect(names(toolbox)).toEqual(['gmail_find_email']);
    for (const tool of ['gmail_find_email', 'gmail-find-email', 'Gmail Find Email']) {
      if (tool !== added) {
        expect(findOffer({ tool }, toolbox)).toMatchObject({
          isEnabled: true,
          definition: { name: 'gmail-find-email' },
        });
      }
    }
  }
});

describe('an agent', () => {
  test('has its alias on the profile that can be used, and asks where several can and none is the default', () => {
    const one = profileOf({
      id: 'one',
      profileName: 'One',
      enabled: ['gmail-send'],
      status: 'revoked',
      isDefault: true,
    });
    const two = profileOf({ id: 'two', profileName: 'Two', enabled: ['gmail-send'] });
    const three = profileOf({ id: 'three', profileName: 'Three', enabled: ['gmail-send'] });
    const grant = Grant.parse({ app_slug: 'gmail', tools: ['gmail_send'], aliases: { tell_lead: 'gmail_send' } });
    const granted = { id: 'agent', slug: 'agent', name: 'Agent', usesSearch: false, grants: [grant] };
    const having = (...profiles: (typeof one)[]) =>
      agentToolbox(makeToolbox(profiles.map((profile) => sourceOf(profile))), granted);
    expect(findOffer({ tool: 'tell_lead' }, having(one, two))?.profile.id).toBe('two');
    expect(having(one, two).offered.map(({ name, profile }) => [name, profile.id])).toEqual([['tell_lead', 'two']]);
    expect(() => findOffer({ tool: 'tell_lead' }, having(one, two, three))).toThrow('Several profiles');
  });

  const gmail = profileOf({ id: 'a', enabled: ['gmail-send', 'gmail-find'] });
  const toolbox = makeToolbox([sourceOf(gmail, ['gmail-send', 'gmail-find', 'gmail-delete'])]);
  const agent = (grant: unknown) => ({
    ...{ id: 'agent', slug: 'agent', name: 'Agent', usesSearch: false },
    grants: [Grant.parse(grant)],
  });

  test('has only what it was granted of what is enabled', () => {
    expect(names(agentToolbox(toolbox, agent({ app_slug: 'gmail', tools: ['gmail-find', 'gmail-delete'] })))).toEqual([
      'gmail_find',
    ]);
  });

  test('sees an aliased tool under its own name alone', () => {
    const own = agentToolbox(toolbox, agent({ app_slug: 'gmail', aliases: { notify_lead: 'gmail-send' } }));
    expect(names(own)).toEqual(['gmail_find', 'notify_lead']);
  });

  test('has nothing of an app that was not granted', () => {
    expect(names(agentToolbox(toolbox, agent({ app_slug: 'slack' })))).toEqual([]);
  });
});
