'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { QueryView } from '@/components/ui/query-view';
import { TimeAgo } from '@/components/ui/time-ago';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useOpenInvites, useRevokeInvite } from '@/hooks/use-invites';
import type { Invite } from '@/lib/contracts/invite';

export function InvitesCard() {
  const t = useTranslations('settings.members');
  const invites = useOpenInvites();
  const [revoking, setRevoking] = useState<Invite | null>(null);
  const showError = useErrorToast();
  const revoke = useRevokeInvite();
  const nameOf = (invite: Invite) => invite.email ?? t('anyone');
  const confirm = () => {
    if (!revoking) return;
    revoke.mutate(revoking.id, {
      onSuccess: () => toast.success(t('inviteRevoked')),
      onError: showError,
      onSettled: () => setRevoking(null),
    });
  };
  return (
    <Card aria-labelledby="invites">
      <CardHeader id="invites" title={t('pending')} description={t('pendingDescription')} />
      <QueryView query={invites} empty={<p className="px-5 pb-5 text-muted text-sm">{t('noPending')}</p>}>
        {(items) => (
          <ul className="divide-y border-t">
            {items.map((invite) => (
              <InviteRow key={invite.id} invite={invite} name={nameOf(invite)} onRevoke={() => setRevoking(invite)} />
            ))}
          </ul>
        )}
      </QueryView>
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t('revokeInviteTitle', { name: revoking ? nameOf(revoking) : '' })}
        description={t('revokeInviteDescription')}
        action={t('revokeInvite')}
        pending={revoke.isPending}
        onConfirm={confirm}
      />
    </Card>
  );
}

function InviteRow({ invite, name, onRevoke }: { invite: Invite; name: string; onRevoke: () => void }) {
  const t = useTranslations('settings.members');
  const roles = useTranslations('nav.roles');
  return (
    <li className="flex items-center gap-3 px-5 py-3">
      <span className="grid size-8 place-items-center rounded-full border border-dashed text-faint">
        <Link2 className="size-4" aria-hidden />
      </span>
      <div className="grid min-w-0 flex-1">
        <span className="truncate font-medium text-sm">{name}</span>
        <span className="text-muted text-xs">
          {t('expires')} <TimeAgo at={invite.expires_at} />
        </span>
      </div>
      <Badge>{roles(invite.role)}</Badge>
      <Button variant="danger-ghost" size="sm" aria-label={t('revokeInviteNamed', { name })} onClick={onRevoke}>
        {t('revokeInvite')}
      </Button>
    </li>
  );
}
