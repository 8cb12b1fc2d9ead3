import { beforeAll, describe, expect, test } from 'vitest';
import type { Toolbox } from '@/lib/calls/toolbox';
import { rankTools } from '@/lib/mcp/search/rank-tools';
import { DISCOVERY_TOOLS } from '@/lib/mcp/search/tools';
import { useProduct } from '@/tests/support/running-product';
import { openCatalogueToolbox } from './catalogue';
import questions from './questions.json';

useProduct();
let toolbox: Toolbox;

beforeAll(async () => {
  toolbox = await openCatalogueToolbox();
});

const firstFive = (question: string) =>
  rankTools(toolbox, question)
    .slice(0, 5)
    .map(({ name }) => name);

describe('finding a tool by what one wants to do', () => {
  test('the right one is among the first five for nine questions of ten', () => {
    const missed = questions.filter(([question = '', wanted = '']) => !firstFive(question).includes(wanted));
    console.log(`${questions.length - missed.length} of ${questions.length} questions found their tool`);
    expect(questions.length).toBeGreaterThanOrEqual(40);
    expect(
      missed.length,
      JSON.stringify(missed.map(([question = '', wanted]) => [question, wanted, firstFive(question)])),
    ).toBeLessThanOrEqual(questions.length / 10);
  });

  test('every question means a tool that there is', () => {
    expect(questions.filter(([, wanted = '']) => !toolbox.byName.has(wanted))).toEqual([]);
  });

  test('only tools of one app when it is named', () => {
    const found = rankTools(toolbox, 'create a contact', 'hubspot');
    expect(found[0]?.name).toBe('hubspot_create_contact');
    expect(new Set(found.map(({ profile }) => profile.appSlug))).toEqual(new Set(['hubspot']));
  });

  test('a typo still finds its tool', () => {
    expect(firstFive('send a slack mesage')).toContain('slack_send_message');
  });
});

test('however many tools there are, the list costs an agent well under 1,500 tokens', () => {
  // A token is about four characters of JSON; three is the cautious count.
  expect(JSON.stringify(DISCOVERY_TOOLS).length / 3).toBeLessThan(1_500);
});
