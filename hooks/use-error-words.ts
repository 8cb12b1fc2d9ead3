import { useTranslations } from 'next-intl';
import { ApiError } from '@/lib/api-client';

/** What a person is told about a failure. The server speaks their language already; ours are for when it did not speak. */
export function useErrorWords() {
  const t = useTranslations('errors');
  return (error: Error): { title: string; help: string } => {
    const { code, message } = error instanceof ApiError ? error : { code: 'internal' as const, message: '' };
    const isOurs = code === 'offline' || code === 'unreadable' || code === 'internal';
    return { title: t(`title.${code}`), help: isOurs ? t(`help.${code}`) : message };
  };
}
