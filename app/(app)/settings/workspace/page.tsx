import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { WorkspaceSettings } from '@/components/settings/workspace-settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.settings');
  return { title: t('workspace') };
}

export default function Page() {
  return <WorkspaceSettings />;
}
