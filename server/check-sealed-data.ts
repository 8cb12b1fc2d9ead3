import { asSystem } from '@/lib/platform/db';
import { SealError } from '@/lib/platform/seal/cipher';
import { openDataKey } from '@/lib/platform/seal/data-key';
import { StartError } from './start-error';

/**
 * Opens one data key of each version before the first request is let in. With a wrong key every stored credential
 * would look broken, and whatever is sealed meanwhile could not be opened once the right key is back.
 */
export async function checkSealedData(): Promise<void> {
  const samples = await asSystem((tx) => tx.accountDataKey.findMany({ distinct: ['masterVersion'] }));
  for (const sample of samples) {
    try {
      openDataKey(sample.accountId, sample);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      throw new StartError(
        `SEAL_KEYS does not open the data sealed under key ${sample.masterVersion} in this database; set the key it was sealed with.`,
      );
    }
  }
}
