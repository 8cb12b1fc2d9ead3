import { AppPage } from '@/components/apps/app-page';

type Props = { params: Promise<{ provider: string; slug: string }> };

export default async function Page({ params }: Props) {
  const { provider, slug } = await params;
  return <AppPage provider={provider} slug={decodeURIComponent(slug)} />;
}
