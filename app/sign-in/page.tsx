import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthFrame } from '@/components/auth/auth-frame';
import { OtherWaysIn } from '@/components/auth/other-ways-in';
import { safeNext } from '@/components/auth/safe-next';
import { SignInForm } from '@/components/auth/sign-in-form';
import { toSignInFailure } from '@/hooks/sign-in-failure';
import { getSetupState } from '@/lib/domain/identity/setup';
import { getPageUser } from '@/lib/http/page-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('signIn') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const { next, error } = await searchParams;
  const target = safeNext(typeof next === 'string' ? next : undefined);
  if (await getPageUser()) redirect(target);
  const setup = await getSetupState();
  if (setup.needed) redirect('/setup');
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('signInTitle')} description={t('signInDescription')}>
      <SignInForm next={target} initialFailure={typeof error === 'string' ? toSignInFailure(error) : null} />
      <OtherWaysIn ways={setup} next={target} />
    </AuthFrame>
  );
}
