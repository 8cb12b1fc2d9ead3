import type { Page } from 'playwright/test';
import { findShop } from './shop';

/** A database that is connected already, for journeys that begin later. */
export async function connectShop(page: Page, name: string): Promise<string> {
  return (await connectDatabase(page, name, findShop())).profile_id;
}

export async function connectDatabase(page: Page, name: string, settings: object) {
  await page.goto('/profiles');
  const headers = { origin: new URL(page.url()).origin };
  const data = { db_type: 'postgres', name, ...settings };
  const { db_id } = await (await page.request.post('/api/databases/connect', { data, headers })).json();
  const { profile_id } = await (await page.request.get(`/api/databases/${db_id}`)).json();
  return { db_id, profile_id };
}
