import type { AppCard } from '@/lib/contracts/app-list';

type Named = Pick<AppCard, 'provider' | 'slug'>;

export function appAddress({ provider, slug }: Named): string {
  return `/apps/${provider}/${encodeURIComponent(slug)}`;
}

/** The registry with the dialog that connects this app. */
export function connectAddress({ provider, slug }: Named): string {
  return `/apps?connect=${encodeURIComponent(`${provider}/${slug}`)}`;
}

export function parseConnect(word: string): { provider: string; slug: string } {
  const [provider = '', ...slug] = word.split('/');
  return { provider, slug: slug.join('/') };
}
