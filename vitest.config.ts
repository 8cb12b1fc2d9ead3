import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { SERVER_ONLY } from './scripts/lib/server-only.ts';
import { sortTests } from './tests/support/sort-tests.ts';

const root = import.meta.dirname ?? process.cwd();
const alias = { '@': root, 'server-only': path.join(root, SERVER_ONLY['server-only']) };
const { unit, integration, databases, alone, resilience } = sortTests(root);

const always = ['tests/support/setup.ts', 'tests/support/network.ts'];

const withDatabase = {
  environment: 'node',
  pool: 'forks' as const,
  testTimeout: 20_000,
  hookTimeout: 60_000,
  globalSetup: ['tests/support/template-database.ts'],
  setupFiles: [...always, 'tests/support/worker-database.ts'],
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: unit,
          environment: 'node',
          pool: 'forks',
          // They keep nothing, so two processes load the code once instead of a hundred times.
          isolate: false,
          // Two of the files wait, for 20 s and 12 s, for a limit of time; the other two processes go on meanwhile.
          maxWorkers: 3,
          sequence: { groupOrder: 2 }, // with a number of its own, it needs a turn of its own
          testTimeout: 20_000,
          setupFiles: always,
        },
      },
      { resolve: { alias }, test: { ...withDatabase, name: 'integration', include: integration } },
      {
        resolve: { alias },
        test: {
          ...withDatabase,
          name: 'databases',
          include: databases,
          globalSetup: [...withDatabase.globalSetup, 'tests/support/database-servers.ts'],
        },
      },
      {
        resolve: { alias },
        // After all the others, with the machine to itself.
        test: { ...withDatabase, name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
      {
        resolve: { alias },
        // Starts and kills whole installations, each file its own, with a folder and ports of its own. They mostly
        // wait, so two files share the time.
        test: {
          name: 'resilience',
          include: resilience,
          environment: 'node',
          pool: 'forks',
          globalSetup: ['tests/resilience/support/build-once.ts'],
          testTimeout: 480_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
