import { describe, expect, test } from 'vitest';
import { mergeOffers } from '@/hooks/merge-offers';
import type { AppCard } from '@/lib/contracts/app-list';

const card = (provider: string, slug: string, more: Partial<AppCard> = {}): AppCard => ({
  ...{ provider, slug, name: slug, description: '', icon_url: null, auth_type: 'oauth', categories: [] },
  ...{ is_verified: false, connected: false, ...more },
});

describe('the registry’s cards', () => {
  test('an app that two providers serve is one card, however each writes its name', () => {
    const apps = mergeOffers([
      card('pipedream', 'linear_app', { name: 'Linear' }),
      card('composio', 'linear', { name: 'Linear' }),
    ]);
    expect(apps).toHaveLength(1);
    expect(apps[0]?.offers.map(({ provider }) => provider)).toEqual(['pipedream', 'composio']);
  });

  test('a later page joins what is there and moves nothing', () => {
    const first = [card('composio', 'gmail'), card('composio', 'slack')];
    const all = mergeOffers([...first, card('pipedream', 'gmail', { connected: true }), card('pipedream', 'notion')]);
    expect(all.map(({ offers: [offer] }) => offer.slug)).toEqual(['gmail', 'slack', 'notion']);
    expect(all[0]?.isConnected).toBe(true);
  });

  test('two apps of one provider stay two, whatever they are called', () => {
    const apps = mergeOffers([card('pipedream', 'x', { name: 'X' }), card('pipedream', 'x_bot', { name: 'X' })]);
    expect(apps.map(({ offers: [offer] }) => offer.slug)).toEqual(['x', 'x_bot']);
    expect(new Set(apps.map(({ key }) => key)).size).toBe(2);
  });

  test('a database is never mixed with an app of the same name', () => {
    const apps = mergeOffers([card('pipedream', 'mysql'), card('database', 'mysql', { auth_type: 'form' })]);
    expect(apps).toHaveLength(2);
  });
});
