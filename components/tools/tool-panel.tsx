'use client';

import type { Messages } from 'next-intl';
import { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useUrlFilters } from '@/hooks/use-url-filters';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import type { ProfileTool } from '@/lib/contracts/profile-tools';
import { ToolDifference } from './tool-difference';
import { ToolHead } from './tool-head';
import { ToolSchema } from './tool-schema';
import { TryItTab } from './try-it/try-it-tab';

export type ToolTabProps = { profile: ProfileDetails; tool: ProfileTool };

type ToolTab = {
  /** In the address, and the key of its name under `tools.tabs`. */
  id: keyof Messages['tools']['tabs'];
  isShown: (tool: ProfileTool) => boolean;
  Panel: ComponentType<ToolTabProps>;
};

/** What a tool opens to, in order. */
const TABS: readonly [ToolTab, ...ToolTab[]] = [
  { id: 'schema', isShown: () => true, Panel: ToolSchema },
  {
    id: 'difference',
    isShown: ({ state, previous }) => state === 'changed' && previous !== null,
    Panel: ToolDifference,
  },
  { id: 'try', isShown: ({ state }) => state !== 'gone', Panel: TryItTab },
];

export function ToolPanel({ profile, tool }: ToolTabProps) {
  const t = useTranslations('tools.tabs');
  const [{ panel }, setFilters] = useUrlFilters({ panel: '' });
  const tabs = TABS.filter(({ isShown }) => isShown(tool));
  const current = tabs.find(({ id }) => id === panel) ?? TABS[0];
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-5 pb-6">
      <ToolHead profile={profile} tool={tool} />
      <Tabs value={current.id} onValueChange={(next) => setFilters({ panel: next })}>
        <TabsList>
          {tabs.map(({ id }) => (
            <TabsTrigger key={id} value={id}>
              {t(id)}
            </TabsTrigger>
          ))}
        </TabsList>
        {tabs.map(({ id, Panel }) => (
          <TabsContent key={id} value={id}>
            <Panel profile={profile} tool={tool} />
          </TabsContent>
        ))}
      </Tabs>
    </div>
  );
}
