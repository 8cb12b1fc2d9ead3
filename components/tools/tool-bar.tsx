'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { SearchInput } from '@/components/ui/search-input';
import { cn } from '@/lib/cn';
import type { ProfileTool, ProfileToolList, ToolsChange } from '@/lib/contracts/profile-tools';
import { TOOL_FILTERS } from './tool-filters';
import { isReadOnly } from './tool-words';

type Props = {
  list: ProfileToolList;
  shown: ProfileTool[];
  selected: ReadonlySet<string>;
  onSelectShown: (isSelected: boolean) => void;
  text: string;
  onType: (text: string) => void;
  filter: string;
  onFilter: (filter: string) => void;
  onChange: (change: ToolsChange) => void;
  refresh: ReactNode;
};

export function ToolBar(props: Props) {
  const { list, shown, selected, onSelectShown, text, onType, filter, onFilter, onChange, refresh } = props;
  const t = useTranslations('tools');
  const chosen = shown.filter(({ name }) => selected.has(name)).length;
  const readOnlyOff = list.tools.filter((tool) => isReadOnly(tool) && !tool.enabled && tool.state !== 'gone');
  return (
    <div className="grid grid-cols-1 gap-3 border-b px-4 pt-4 pb-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput label={t('search')} value={text} onValueChange={onType} className="min-w-44 flex-1" />
        {readOnlyOff.length > 0 && (
          <Button onClick={() => onChange({ enable: readOnlyOff.map(({ name }) => name) })}>
            <Eye aria-hidden />
            {t('enableReadOnly', { count: readOnlyOff.length })}
          </Button>
        )}
      </div>
      <fieldset
        aria-label={t('filter')}
        className="-mx-4 flex min-w-0 gap-1 overflow-x-auto px-4 py-0.5 sm:mx-0 sm:flex-wrap sm:px-0"
      >
        {TOOL_FILTERS.map(({ id, fits }) => {
          const count = list.tools.filter(fits).length;
          if (count === 0 && id !== 'all' && id !== filter) return null;
          return (
            <button
              key={id}
              type="button"
              aria-pressed={filter === id}
              onClick={() => onFilter(id)}
              className={cn(
                'flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-3 font-medium text-xs transition-colors',
                filter === id
                  ? 'border-accent-line bg-accent-soft text-accent-ink'
                  : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              {t(`filters.${id}`)}
              <span className="font-normal tabular-nums">{count}</span>
            </button>
          );
        })}
      </fieldset>
      <div className="flex min-h-7 items-center justify-between gap-3">
        <span className="flex items-center gap-3 text-muted text-xs">
          <Checkbox
            aria-label={t('selectShown')}
            checked={chosen > 0 && (chosen === shown.length || 'indeterminate')}
            onCheckedChange={(checked) => onSelectShown(checked === true)}
          />
          <span role="status">{t('count', { on: list.enabled_count, total: list.count })}</span>
        </span>
        {refresh}
      </div>
    </div>
  );
}
