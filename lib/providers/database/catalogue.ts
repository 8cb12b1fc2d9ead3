import type { Page } from '@/lib/contracts/paging';
import type { CatalogueApp } from '../provider';
import type { DatabaseKind } from './kind';
import { databaseKinds } from './kinds';

/** The kinds as the registry shows them. */
export function listKinds(): Page<CatalogueApp> {
  return { items: databaseKinds.map(toApp), nextCursor: null };
}

export function describeKind({ name }: DatabaseKind): string {
  return `Schema, read-only queries and saved queries of a ${name} database of your own, as tools.`;
}

export function iconOf({ id }: DatabaseKind): string {
  return `/icons/databases/${id}.svg`;
}

function toApp(kind: DatabaseKind): CatalogueApp {
  return {
    slug: kind.id,
    name: kind.name,
    description: describeKind(kind),
    icon_url: iconOf(kind),
    auth_type: 'form',
    categories: ['Databases'],
    is_verified: true,
    popularity: null,
    upstream: {},
  };
}
