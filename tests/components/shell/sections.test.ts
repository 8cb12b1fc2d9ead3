import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findSection, SECTIONS, visibleSections } from '@/components/shell/sections';
import { SETTINGS_PAGES, settingsPagesFor } from '@/components/shell/settings-pages';

const pageOf = (href: string) => [`app/(app)${href === '/' ? '' : href}/page.tsx`, `app${href}/page.tsx`];

describe('menus', () => {
  test.each([...SECTIONS, ...SETTINGS_PAGES].map(({ id, href }) => [id, href]))('%s leads to a page', (_, href) => {
    expect(pageOf(href).some((file) => existsSync(file))).toBe(true);
  });

  test('no two sections share a key', () => {
    expect(new Set(SECTIONS.map(({ key }) => key)).size).toBe(SECTIONS.length);
  });

  test('the phone’s bar has room for four', () => {
    expect(SECTIONS.filter(({ isOnPhone }) => isOnPhone).length).toBeLessThanOrEqual(4);
  });

  test('what belongs to the sandbox is gone when there is none', () => {
    expect(visibleSections(false).some(({ isSandboxOnly }) => isSandboxOnly)).toBe(false);
    expect(visibleSections(true)).toHaveLength(SECTIONS.length);
  });

  test('a member is not offered pages that would turn them away', () => {
    expect(settingsPagesFor('member').map(({ id }) => id)).not.toContain('providers');
    expect(settingsPagesFor('owner')).toHaveLength(SETTINGS_PAGES.length);
  });
});

test.each([
  ['/', 'overview'],
  ['/settings/keys', 'settings'],
  ['/docs/api', 'docs'],
])('%s is a page of %s', (pathname, id) => {
  expect(findSection(pathname)?.id).toBe(id);
});

test('a page that is no section’s is not taken for the overview', () => {
  expect(findSection('/settingsx')).toBeNull();
});
