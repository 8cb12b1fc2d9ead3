import { forgetDrafts } from '@/hooks/use-draft';
import { useErrorToast } from '@/hooks/use-error-toast';
import { ApiError } from '@/lib/api-client';

/** Ends the session and shows the sign-in page. A full load, so that nothing of the person stays in memory. */
export function useSignOut() {
  const showError = useErrorToast();
  return async () => {
    try {
      // Loaded when it is needed: it is as large as a page, and most visits do not end with it.
      const { signOut } = await import('next-auth/react');
      await signOut({ redirect: false });
    } catch {
      // The session goes on: the sign-in page would say otherwise.
      showError(new ApiError('offline', ''));
      return;
    }
    forgetDrafts();
    window.location.assign('/sign-in');
  };
}
