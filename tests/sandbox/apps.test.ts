import { describe, expect, test } from 'vitest';
import { openCatalogue, SYNTHETIC_SIZE } from '@/sandbox/apps/catalogue';
import { iconOf } from '@/sandbox/apps/icon';
import { KNOWN_APPS } from '@/sandbox/apps/known';
import { runAction } from '@/sandbox/apps/run';
import { worldOf } from '@/sandbox/apps/world';
import { createCalls } from '@/sandbox/calls';
import { inputSchema, slugOf } from '@/sandbox/composio/tools';
import { createFaults } from '@/sandbox/faults';
import type { JsonObject } from '@/sandbox/json';
import { keyOf, presentComponent, presentTool } from '@/sandbox/pipedream/component';
import { DEFAULT_SETTINGS, type Sandbox } from '@/sandbox/sandbox';
import { openStore } from '@/sandbox/state';

const WANTED = [
  'Gmail',
  'Slack',
  'GitHub',
  'Notion',
  'Google Calendar',
  'Google Sheets',
  'Google Drive',
  'Google BigQuery',
  'SendGrid',
  'Twitter / X',
  'Calendly',
  'Pipedrive',
  'Salesforce',
  'Zoho CRM',
  'HubSpot',
  'Stripe',
  'Jira',
  'Linear',
  'Asana',
  'Trello',
  'Airtable',
  'Discord',
  'Zoom',
  'Dropbox',
  'Shopify',
  'Mailchimp',
  'Intercom',
  'Zendesk',
  'Twilio',
  'Figma',
  'GitLab',
];

test('the well-known apps are there, sixty or more with several hundred tools', () => {
  expect(KNOWN_APPS.map(({ name }) => name)).toEqual(expect.arrayContaining(WANTED));
  expect(KNOWN_APPS.length).toBeGreaterThanOrEqual(60);
  expect(KNOWN_APPS.flatMap(({ actions }) => actions).length).toBeGreaterThan(400);
});

test('no two apps or tools share a name', () => {
  const unique = (names: string[]) => expect(new Set(names).size).toBe(names.length);

  unique(KNOWN_APPS.map(({ slug }) => slug));
  unique(KNOWN_APPS.map(({ toolkit }) => toolkit));
  unique(KNOWN_APPS.flatMap((app) => app.actions.map((action) => keyOf(app, action))));
  unique(KNOWN_APPS.flatMap((app) => app.actions.map((action) => slugOf(app, action))));
});

describe.each(KNOWN_APPS.map((app) => [app.name, app] as const))('%s', (_name, app) => {
  const catalogue = openCatalogue('known');

  test('its tools are named and shaped as each provider does, and are found by those names', () => {
    for (const action of app.actions) {
      expect(keyOf(app, action)).toMatch(/^[a-z0-9_]+-[a-z0-9-]+$/);
      expect(slugOf(app, action)).toMatch(/^[A-Z0-9_]+$/);
      expect(slugOf(app, action).length).toBeLessThanOrEqual(64);
      expect(catalogue.byKey(keyOf(app, action))).toEqual({ app, action });
      expect(catalogue.bySlug(slugOf(app, action))).toEqual({ app, action });
      expect(presentTool(app, action).inputSchema.type).toBe('object');
      expect(inputSchema(action).type).toBe('object');
      expect(presentComponent(app, action).configurable_props.every(({ name }) => /^[a-zA-Z]/.test(name))).toBe(true);
      expect(action.destructive && action.verb === 'list').toBe(false);
    }
  });

  test('every tool works on the rows that are there', () => {
    const sandbox: Sandbox = {
      url: '',
      publicUrl: '',
      consentUrl: '',
      token: null,
      catalogue,
      store: openStore(undefined),
      faults: createFaults(),
      calls: createCalls(),
      settings: { ...DEFAULT_SETTINGS },
      toolsChanged() {},
    };
    const order = ['whoami', 'list', 'get', 'create', 'send', 'update', 'delete'];
    for (const action of [...app.actions].sort((a, b) => order.indexOf(a.verb) - order.indexOf(b.verb))) {
      const input: JsonObject = Object.fromEntries(
        Object.entries(action.fields)
          .filter(([, field]) => field.required)
          .map(([name, field]) => {
            const rows = sandbox.store.state.worlds[`${app.slug}:jane@example.com`] ?? {};
            const known = field.of ? (rows[field.of] ?? app.resources[field.of]?.rows ?? [])[0]?.id : undefined;
            if (field.of) return [name, known ?? ''];
            if (field.options) return [name, field.options[0] ?? ''];
            const samples: JsonObject = {
              string: 'text',
              integer: 1,
              number: 1.5,
              boolean: true,
              'string[]': ['text'],
              object: {},
            };
            return [name, samples[field.type] ?? ''];
          }),
      );
      const outcome = runAction(sandbox, {
        provider: 'pipedream',
        app,
        action,
        tool: keyOf(app, action),
        identity: 'jane@example.com',
        externalUserId: 'u',
        grant: 'good',
        key: null,
        input,
      });
      expect([keyOf(app, action), outcome]).toEqual([keyOf(app, action), expect.objectContaining({ ok: true })]);
    }
  });

  test('its icon is a picture that stands alone', () => {
    expect(iconOf(app)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/);
  });
});

test('a calendar that was just opened has its meetings ahead', () => {
  const calendar = KNOWN_APPS.find(({ slug }) => slug === 'google_calendar');
  if (!calendar) throw new Error('There is no calendar.');
  const { event: events = [] } = worldOf(openStore(undefined).state, calendar, 'jane@example.com');

  const soon = events.filter(({ start }) => Date.parse(String(start)) > Date.now());
  expect(soon).toHaveLength(events.length);
  expect(soon.every(({ start }) => Date.parse(String(start)) < Date.now() + 8 * 86_400_000)).toBe(true);
});

test('the synthetic catalogue is large and the same every time', () => {
  const [first, second] = [openCatalogue('synthetic'), openCatalogue('synthetic')];

  expect(first.apps).toHaveLength(SYNTHETIC_SIZE);
  expect(new Set(first.apps.map(({ slug }) => slug)).size).toBe(SYNTHETIC_SIZE);
  expect(first.apps.map(({ slug }) => slug)).toEqual(second.apps.map(({ slug }) => slug));
});
