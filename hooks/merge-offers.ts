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
    if (!app) merged.set(key, { key, isConnected: card.connected, offers: [card] });
    else if (!app.offers.some(({ provider }) => provider === card.provider)) {
      app.offers.push(card);
      app.isConnected ||= card.connected;
    }
  }
  return [...merged.values()];
}

/** Providers write the same app's slug in their own ways: `google_calendar`, `googlecalendar`. */
export function appKey({ slug, auth_type }: Pick<AppCard, 'slug' | 'auth_type'>): string {
  return `${auth_type === 'form' ? 'form' : 'app'}:${slug.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
}
