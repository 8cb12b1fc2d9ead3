import { useTranslations } from 'next-intl';
import { ApiError } from '@/lib/api-client';

const LONG_WAIT_S = 90;

/**
 * The title and help text of an error. The server answers in the person's language; ours are for when it did not answer,
 * or when the page itself failed.
 */
export function useErrorWords() {
  const t = useTranslations('errors');
  return (error: Error): { title: string; help: string } => {
    if (error instanceof ApiError) {
      const { code, message, detail } = error;
      const waitS = code === 'rate_limited' ? (detail.retryAfterS ?? 0) : 0;
      // The server counts in seconds, for programs.
      if (waitS > LONG_WAIT_S) {
        return { title: t(`title.${code}`), help: t('help.rateLimited', { minutes: Math.ceil(waitS / 60) }) };
      }
      const isOurs = code === 'offline' || code === 'unreadable' || code === 'internal';
      return { title: t(`title.${code}`), help: isOurs ? t(`help.${code}`) : message };
    }
    const code = isScriptFailure(error) ? 'scripts' : isFromServer(error) ? 'internal' : 'page';
    return { title: t(`title.${code}`), help: t(`help.${code}`) };
  };
}

/**
 * A script of the page could not be loaded: the network is away, or the scripts are those of a former version. The page
 * keeps the failure, so only loading the whole page again helps.
 */
export function isScriptFailure(error: Error): boolean {
  return error.name === 'ChunkLoadError';
}

/** What failed while the server drew the page is in its log, under this digest. */
function isFromServer(error: Error): boolean {
  return 'digest' in error && error.digest !== undefined;
}
