import { pipedream } from '@/lib/providers/pipedream';
import { keepsTheProviderContract } from '@/tests/support/provider-contract';

keepsTheProviderContract({
  definition: pipedream,
  secrets: { clientSecret: 'pd-4f1c8a7e9b-client-key' },
  app: 'gmail',
  appAtSandbox: 'gmail',
  read: { tool: 'gmail-find-email', input: {} },
  write: { tool: 'gmail-send-email', input: { to: 'ada@example.com', subject: 'Hello', body: 'From a test.' } },
  bad: { tool: 'gmail-send-email', input: { subject: 'To nobody' } },
});
