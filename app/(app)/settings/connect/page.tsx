import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConnectAgentPage } from '@/components/agents/connect-agent-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.settings');
  return { title: t('connect') };
}

export default function Page() {
  return <ConnectAgentPage />;
}
