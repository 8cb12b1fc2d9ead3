import { seededRandom } from '../random';
import { crud } from './crud';
import { type App, defineApp } from './define';

const FIRST = [
  'Bright',
  'Clear',
  'Copper',
  'Delta',
  'Ember',
  'Field',
  'Granite',
  'Harbor',
  'Indigo',
  'Juniper',
  'Keystone',
  'Lumen',
  'Maple',
  'Nimbus',
  'Orchard',
  'Prairie',
  'Quartz',
  'River',
  'Summit',
  'Timber',
];
const SECOND = [
  'Base',
  'Board',
  'Books',
  'Cast',
  'Chart',
  'Desk',
  'Flow',
  'Form',
  'Hub',
  'Lead',
  'Loop',
  'Mail',
  'Note',
  'Pay',
  'Plan',
  'Sheet',
  'Sign',
  'Stack',
  'Track',
  'Vault',
];
const CATEGORIES = ['Productivity', 'CRM', 'Marketing', 'Developer Tools', 'Finance', 'Customer Support', 'Commerce'];
const COLORS = ['#2563eb', '#0d9488', '#b45309', '#7c3aed', '#be123c', '#475569'];

/** Made-up apps for load: the same ones every time, each with a handful of working tools. */
export function synthesizeApps(count: number): App[] {
  const random = seededRandom(3000);
  const pick = (values: string[]) => values[Math.floor(random() * values.length)] ?? '';
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    const words = `${pick(FIRST)} ${pick(SECOND)}`;
    return defineApp({
      slug: `${words.toLowerCase().replaceAll(' ', '_')}_${number}`,
      name: `${words} ${number}`,
      description: `${words} keeps records of all kinds and lets others read and change them.`,
      color: pick(COLORS),
      domain: 'example.com',
      category: pick(CATEGORIES),
      auth: index % 4 === 3 ? 'keys' : 'oauth',
      scopes: ['records:read', 'records:write'],
      weight: Math.floor(random() * 100),
      resources: {
        record: {
          fields: {
            name: 'string! Its name.',
            description: 'string The details.',
            status: '(open|closed) How it stands.',
          },
        },
      },
      actions: crud('record', 'records', 'list get create update delete'),
    });
  });
}
