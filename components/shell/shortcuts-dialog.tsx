'use client';

import { useTranslations } from 'next-intl';
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { useCommandKey } from '@/hooks/use-command-key';
import { visibleSections } from './sections';
import { useShell } from './shell-state';
import { usePlainKeys } from './shortcuts';

export function ShortcutsDialog() {
  const t = useTranslations('nav');
  const { isSandbox, isHelpOpen, setHelpOpen } = useShell();
  const commandKey = useCommandKey();
  const [plainKeys, setPlainKeys] = usePlainKeys();
  const rows = [
    { keys: [commandKey, 'K'], label: t('palette.open') },
    { keys: ['?'], label: t('shortcuts') },
    { keys: ['['], label: t('collapse') },
    ...visibleSections(isSandbox).map(({ id, key }) => ({
      keys: ['G', key.toUpperCase()],
      label: t('goTo', { section: t(`sections.${id}`) }),
    })),
  ];
  return (
    <Dialog open={isHelpOpen} onOpenChange={setHelpOpen}>
      <DialogContent title={t('shortcuts')} className="sm:max-w-md">
        <DialogBody>
          <dl className="divide-y rounded-lg border">
            {rows.map(({ keys, label }) => (
              <div key={label} className="flex items-center justify-between gap-4 px-3.5 py-2 text-sm">
                <dt>{label}</dt>
                <dd className="flex gap-1">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <div className="flex items-start justify-between gap-4">
            <div className="grid gap-0.5">
              <Label htmlFor="plain-keys">{t('plainKeys')}</Label>
              <p className="text-muted text-xs">{t('plainKeysHelp')}</p>
            </div>
            <Switch
              id="plain-keys"
              checked={plainKeys === 'on'}
              onCheckedChange={(isOn) => setPlainKeys(isOn ? 'on' : 'off')}
            />
          </div>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
