import * as z from 'zod';

/** Ids that many shapes hold, described once. */
export const ProfileId = z
  .uuid()
  .toLowerCase()
  .meta({
    description: 'The profile: one account of an app, with the tools that are switched on.',
    examples: ['5f0c2d1e-8a4b-4c7d-9e2f-1a2b3c4d5e6f'],
  });

export const AccountId = z.uuid().meta({
  description: 'The account of the end user it belongs to.',
  examples: ['0b7e6c1a-3f52-4d88-9a61-7c2d9e4f1b30'],
});

export const AgentId = z.uuid().meta({
  description: 'An agent with grants of its own. Agents cannot be made yet, so nothing has one.',
  examples: ['7a41d9c8-2b63-4f0e-8d15-6e9b3c7a2f54'],
});

export const KeyId = z.uuid().meta({
  description: 'The API key.',
  examples: ['2e8c5b17-9d4a-46f3-b0e2-5c1f8a7d3e69'],
});

export const MemberId = z.string().meta({
  description: 'The person who signs in.',
  examples: ['41f6a2d3-7c89-4e5b-9f10-8b2d6c4e1a97'],
});

export const WorkspaceId = z.string().meta({
  description: 'The workspace.',
  examples: ['d85e3f7b-1a2c-4960-8e4d-3b9f6a5c7012'],
});

export const ExecutionId = z.uuid().meta({
  description: 'The record of one tool call.',
  examples: ['9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63'],
});

export const RequestId = z.string().meta({
  description: 'The HTTP request, as in `X-Request-Id` and in the log.',
  examples: ['6f1c1a52-7d0e-4f39-9c7e-0d6a1f1c2b3a'],
});

export const DatabaseId = z.string().meta({
  description: 'The connected database.',
  examples: ['db_bh5hr8j6t3scr59al0cd1zo7a'],
});

/** In the words of the caller: whose account a request is about. */
export const EndUserId = z.string().meta({
  description: 'The end user, by the id your own system gives them.',
  examples: ['jane'],
});

/** With the workspace in it, as providers know the user. */
export const ExternalUserId = z.string().meta({
  description: 'The end user, by the id that the provider of the app knows.',
  examples: ['jane'],
});

export const OauthAppId = z.string().meta({
  description: 'An OAuth client of your own at the provider, used instead of the provider’s.',
  examples: ['oa_1a2b3c'],
});

/** Whether a text may be the id of a row: PostgreSQL takes no other text for one. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}
