'use client';

import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import type { ProfileTool } from '@/lib/contracts/profile-tools';
import { ToolPanel } from './tool-panel';
import { toolTitle } from './tool-words';

type Props = { profile: ProfileDetails; tool: ProfileTool; onClose: () => void };

/** A tool, opened beside the list. */
export function ToolSheet({ profile, tool, onClose }: Props) {
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent title={toolTitle(tool)}>
        <ToolPanel key={tool.name} profile={profile} tool={tool} />
      </SheetContent>
    </Sheet>
  );
}
