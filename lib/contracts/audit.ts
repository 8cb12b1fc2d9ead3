import * as z from 'zod';
import { AccountId } from './ids';
import { JsonObject } from './json';
import { NextCursor, PageQuery } from './paging';
import { Since, time, Until } from './time';

const Action = z.string().meta({ description: 'What was done, as `noun.verb`.', examples: ['key.create'] });
const ActorId = z.string().meta({
  description: 'Id of the person or key that acted.',
  examples: ['41f6a2d3-7c89-4e5b-9f10-8b2d6c4e1a97'],
});

export const AuditActor = z.object({
  kind: z
    .enum(['user', 'key', 'system', 'visitor'])
    .describe('A person, a key, Patchbay itself, or somebody without credentials.'),
  id: ActorId.nullable(),
  name: z
    .string()
    .nullable()
    .meta({ description: 'The person’s e-mail or the key’s name at the time.', examples: ['ada@example.com'] }),
});
export type AuditActor = z.infer<typeof AuditActor>;

export const AuditEvent = z
  .object({
    id: z.string().meta({ description: 'The event.', examples: ['a90c3e57-6d1f-4b82-9e40-7f2b5d8c1a36'] }),
    at: time('When it happened.'),
    actor: AuditActor.describe('Who did it.'),
    action: Action,
    subject: z
      .string()
      .nullable()
      .meta({
        description: 'What it was done to: the id of the key, member, profile, …',
        examples: ['2e8c5b17-9d4a-46f3-b0e2-5c1f8a7d3e69'],
      }),
    account_id: z
      .string()
      .nullable()
      .meta({
        description: 'The account of the end user it was about.',
        examples: [null],
      }),
    detail: JsonObject.meta({
      description: 'What else belongs to the event.',
      examples: [{ name: 'Support backend', scopes: ['tools:read', 'tools:execute'], acts_as: 'any_user' }],
    }),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditPage = NextCursor.extend({
  events: z.array(AuditEvent).describe('What was done in the workspace, newest first.'),
}).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditQuery = PageQuery.extend({
  action: Action.max(100).optional(),
  actor_id: ActorId.max(100).optional(),
  account_id: AccountId.optional(),
  since: Since.optional(),
  until: Until.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
