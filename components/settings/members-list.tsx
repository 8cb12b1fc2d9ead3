'use client';

import { useState } from 'react';
import type { Member } from '@/lib/contracts/member';
import { type EndingRights, EndRightsDialog } from './end-rights-dialog';
import { MemberRow } from './member-row';

export function MembersList({ members }: { members: Member[] }) {
  const [ending, setEnding] = useState<EndingRights | null>(null);
  return (
    <>
      <ul className="divide-y">
        {members.map((member) => (
          <MemberRow key={member.user_id} member={member} onEnd={(by) => setEnding({ member, by })} />
        ))}
      </ul>
      <EndRightsDialog ending={ending} onClose={() => setEnding(null)} />
    </>
  );
}
