import type { NewConnectionToken } from '@/lib/contracts/connection-token';
import type { Profile } from '@/lib/contracts/profile';
import { getAttemptState } from '@/lib/domain/connect/check-attempt';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { getProfile } from '@/lib/domain/profiles/profiles';
import { type Answer, TestBrowser } from './browser';
import type { TestPerson } from './people';

/** Connects an app the way a person does, from the press of the button to the profile. */
export async function connectAs(
  { principal, cookie }: Pick<TestPerson, 'principal' | 'cookie'>,
  provider: string,
  wanted: NewConnectionToken,
  answer?: Answer,
): Promise<Profile> {
  const { link, token } = await startConnect(principal, provider, wanted);
  await new TestBrowser(cookie).connect(link, answer);
  const { profile_id } = await getAttemptState(principal, provider, token);
  return getProfile(principal, profile_id ?? 'none');
}
