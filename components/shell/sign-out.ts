/** Ends the session and shows the sign-in page. A full load, so that nothing of the person stays in memory. */
export async function signOut(): Promise<void> {
  // Loaded when it is needed: it is as large as a page, and most visits do not end with it.
  const { signOut: endSession } = await import('next-auth/react');
  await endSession({ redirect: false });
  window.location.assign('/sign-in');
}
