import { ProfilePage } from '@/components/profiles/profile-page';

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  return <ProfilePage id={(await params).id} />;
}
