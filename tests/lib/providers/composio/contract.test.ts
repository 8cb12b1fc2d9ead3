import { composio } from '@/lib/providers/composio';
import { keepsTheProviderContract } from '@/tests/support/provider-contract';

keepsTheProviderContract({
  definition: composio,
  secrets: { apiKey: 'ak_7d20c4e1f9-project-key' },
  app: 'googlecalendar',
  appAtSandbox: 'google_calendar',
  read: { tool: 'GOOGLECALENDAR_EVENTS_LIST', input: {} },
  write: { tool: 'GOOGLECALENDAR_QUICK_ADD', input: { summary: 'Lunch with Ada' } },
  bad: { tool: 'GOOGLECALENDAR_CREATE_EVENT', input: {} },
});
