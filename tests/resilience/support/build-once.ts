import { buildIfNeeded } from '@/scripts/lib/build';

/** The product these tests start is the built one; building it is not what they measure. */
export default async function setUp(): Promise<void> {
  await buildIfNeeded();
}
