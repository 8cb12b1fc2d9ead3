import { checkMasterKeys } from '@/lib/domain/storage/data-keys';
import { SealError } from '@/lib/platform/seal/cipher';
import { StartError } from './start-error';

/**
 * Before the first request is let in. With a wrong key every stored credential would look broken, and whatever is
 * sealed meanwhile could not be opened once the right key is back.
 */
export async function checkSealedData(): Promise<void> {
  await checkMasterKeys().catch((cause: unknown) => {
    throw cause instanceof SealError ? new StartError(cause.message) : cause;
  });
}
