import { useKeys } from '@/hooks/use-keys';
import { useIsAdmin } from '@/hooks/use-me';
import type { Key } from '@/lib/contracts/key';
import { keyState } from './key-state';

/** The keys for any user that somebody made: they belong to the workspace and go on working without their maker. */
export function useKeysLeftBy(userId: string): { left: Key[]; isLoading: boolean } {
  const { data = [], isLoading } = useKeys(useIsAdmin());
  const left = data.filter(
    (key) => key.acts_as === 'any_user' && key.made_by?.user_id === userId && keyState(key) === 'active',
  );
  return { left, isLoading };
}
