import { useState } from 'react';
import { TabsContent } from '@/components/ui/tabs';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import type { ProfileTab } from './profile-tabs';

type Props = { tab: ProfileTab; isCurrent: boolean; profile: ProfileDetails };

/** One tab's content. What is written in a kept one is still there when somebody comes back to it. */
export function ProfilePanel({ tab: { id, isKept, Panel }, isCurrent, profile }: Props) {
  const [wasOpened, setOpened] = useState(isCurrent);
  if (isCurrent && !wasOpened) setOpened(true);
  return (
    <TabsContent value={id} hidden={!isCurrent} forceMount={isKept && wasOpened ? true : undefined}>
      <Panel profile={profile} />
    </TabsContent>
  );
}
