import type { AppCard } from '@/lib/contracts/app-list';

/** One app of the registry, whichever providers serve it. */
export type RegistryApp = { key: string; isConnected: boolean; offers: [AppCard, ...AppCard[]] };

/**
 * Cards in the order they came, one for each app. A second provider of an app that is already on the screen joins its
 * card, so that a later page never moves what is there.
 */
export function mergeOffers(cards: AppCard[]): RegistryApp[] {
  const merged = new Map<string, RegistryApp>();
  for (const card of cards) {
    const key = appKey(card);
    const app = merged.get(key);
    if (app?.offers.every(({ provider }) => provider !== card.provider)) {
      app.offers.push(card);
      app.isConnected ||= card.connected;
      continue;
    }
    // Two apps of one provider may bear the same name.
    const own = app ? `${key}/${card.slug}` : key;
    merged.set(own, { key: own, isConnected: card.connected, offers: [card] });
  }
  return [...merged.values()];
}

/** Providers have slugs of their own for the same app (`linear_app`, `linear`), and the name in common. */
export function appKey({ name, auth_type }: Pick<AppCard, 'name' | 'auth_type'>): string {
  return `${auth_type === 'form' ? 'form' : 'app'}:${name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')}`;
}
