import { signOut as endSession } from 'next-auth/react';

/** Ends the session and shows the sign-in page. A full load, so that nothing of the person stays in memory. */
export async function signOut(): Promise<void> {
  await endSession({ redirect: false });
  window.location.assign('/sign-in');
}
