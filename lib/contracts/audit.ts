import * as z from 'zod';
import { JsonObject } from './json';
import { NextCursor, PageQuery } from './paging';

export const AuditActor = z.object({
  kind: z.enum(['user', 'key', 'system', 'visitor']),
  id: z.string().nullable(),
  /** The person's e-mail or the key's name at the time. */
  name: z.string().nullable(),
});
export type AuditActor = z.infer<typeof AuditActor>;

export const AuditEvent = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: AuditActor,
    /** `noun.verb`, as in `key.create`. */
    action: z.string(),
    /** What it was done to: the id of the key, member, profile, … */
    subject: z.string().nullable(),
    account_id: z.string().nullable(),
    detail: JsonObject,
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditPage = NextCursor.extend({ events: z.array(AuditEvent) }).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditQuery = PageQuery.extend({
  action: z.string().max(100).optional(),
  /** The id of the person or key that acted. */
  actor_id: z.string().max(100).optional(),
  account_id: z.uuid().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
