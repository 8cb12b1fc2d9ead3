import { describe, expect, test } from 'vitest';
import { applyToolsChange } from '@/hooks/apply-tools-change';
import type { ProfileTool, ProfileToolList } from '@/lib/contracts/profile-tools';

const tool = (name: string, more: Partial<ProfileTool> = {}): ProfileTool => ({
  ...{ name, title: null, description: '', input_schema: {}, output_schema: null, annotations: {}, version: null },
  ...{ enabled: false, state: 'current', previous: null, changed_at: null, ...more },
});
const listOf = (...tools: ProfileTool[]): ProfileToolList => ({
  ...{ tools, count: tools.length, enabled_count: tools.filter(({ enabled }) => enabled).length },
  discovered_at: null,
});
const on = ({ tools }: ProfileToolList) => tools.filter(({ enabled }) => enabled).map(({ name }) => name);

describe('the screen before the server has answered', () => {
  const list = listOf(tool('read', { enabled: true }), tool('send'), tool('drop', { state: 'new' }));

  test('switches what is asked, counts it, and leaves every other tool as it is', () => {
    const next = applyToolsChange(list, { enable: ['send'], disable: ['read'] });
    expect(on(next)).toEqual(['send']);
    expect(next.enabled_count).toBe(1);
    expect(next.tools[2]).toBe(list.tools[2]);
  });

  test('“only” replaces the list before single ones are switched', () => {
    expect(on(applyToolsChange(list, { only: ['send'], enable: ['drop'] }))).toEqual(['send', 'drop']);
  });

  test('what is switched or looked at is no longer new; what is gone leaves the list once it was seen', () => {
    const seen = applyToolsChange(listOf(tool('drop', { state: 'new' }), tool('old', { state: 'gone' })), {
      seen: ['drop', 'old'],
    });
    expect(seen.tools).toMatchObject([{ name: 'drop', state: 'current' }]);
    expect(seen.count).toBe(1);
  });
});
