import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** WCAG 2.2 AA, as far as a program can tell: nothing serious or critical on the page as it stands. */
export async function expectNoSeriousViolations(page: Page): Promise<void> {
  await expectNone(new AxeBuilder({ page }).withTags(TAGS));
}

/** The part of it that another color scheme can change. */
export async function expectReadableColors(page: Page): Promise<void> {
  await expectNone(new AxeBuilder({ page }).withRules(['color-contrast']));
}

async function expectNone(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)).toEqual(
    [],
  );
}
