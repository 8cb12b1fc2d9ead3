import { generateDatabaseClient } from './database-client';
import { generateRouteList } from './route-list';

/** Everything in lib/generated, from the schema and the route files. */
export async function generate(): Promise<void> {
  await generateDatabaseClient();
  await generateRouteList();
}
