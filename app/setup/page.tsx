import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthFrame } from '@/components/auth/auth-frame';
import { OtherWaysIn } from '@/components/auth/other-ways-in';
import { SetupForm } from '@/components/auth/setup-form';
import { getSetupState } from '@/lib/domain/identity/setup';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('setupTitle') };
}

export default async function Page() {
  const setup = await getSetupState();
  if (!setup.needed) redirect('/sign-in');
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('setupTitle')} description={t('setupDescription')}>
      <SetupForm />
      <OtherWaysIn ways={{ demo: setup.demo, oidc: null }} next="/" />
    </AuthFrame>
  );
}
