import { useSearchParams } from 'next/navigation';

/** The account whose profiles an admin looks at, from the address; null for one's own. */
export function useViewedAccount(): string | null {
  return useSearchParams().get('account');
}
