'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeTools } from '@/hooks/use-profile-tools';
import type { ProfileToolList, ToolsChange } from '@/lib/contracts/profile-tools';
import { RefreshTools } from './refresh-tools';
import { SelectionBar } from './selection-bar';
import { ToolBar } from './tool-bar';
import { searchTools } from './tool-filters';
import { ToolRows } from './tool-rows';

type Props = {
  profileId: string;
  list: ProfileToolList;
  text: string;
  onType: (text: string) => void;
  filter: string;
  onFilter: (filter: string) => void;
  onOpen: (tool: string) => void;
};

const NOTHING: ReadonlySet<string> = new Set();

/** Finding tools, and switching one, some or many of them. */
export function ToolSelector({ profileId, list, text, onType, filter, onFilter, onOpen }: Props) {
  const t = useTranslations('tools');
  const showError = useErrorToast();
  const { mutate } = useChangeTools(profileId);
  const [selected, setSelected] = useState(NOTHING);
  const shown = useMemo(() => searchTools(list.tools, text, filter), [list.tools, text, filter]);
  const change = (what: ToolsChange) => mutate(what, { onError: showError });
  const select = (names: string[], isSelected: boolean) =>
    setSelected((former) => {
      const next = new Set(former);
      for (const name of names) isSelected ? next.add(name) : next.delete(name);
      return next;
    });
  return (
    <>
      <ToolBar
        list={list}
        shown={shown}
        selected={selected}
        onSelectShown={(isSelected) =>
          select(
            shown.map(({ name }) => name),
            isSelected,
          )
        }
        text={text}
        onType={onType}
        filter={filter}
        onFilter={onFilter}
        onChange={change}
        refresh={<RefreshTools profileId={profileId} discoveredAt={list.discovered_at} />}
      />
      {shown.length === 0 ? (
        <EmptyState
          title={t('nothingFits')}
          action={
            <Button
              onClick={() => {
                onType('');
                onFilter('all');
              }}
            >
              {t('showAll')}
            </Button>
          }
        />
      ) : (
        <ToolRows
          tools={shown}
          selected={selected}
          onSelect={(name, isSelected) => select([name], isSelected)}
          onSwitch={(name, enabled) => change(enabled ? { enable: [name] } : { disable: [name] })}
          onOpen={onOpen}
        />
      )}
      <SelectionBar
        tools={list.tools.filter(({ name }) => selected.has(name))}
        onChange={(what) => {
          change(what);
          setSelected(NOTHING);
        }}
        onClear={() => setSelected(NOTHING)}
      />
    </>
  );
}
