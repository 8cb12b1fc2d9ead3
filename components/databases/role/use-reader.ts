import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from '@/hooks/toast';
import { useCreateReader, useReplaceByReader } from '@/hooks/use-readers';
import type { DatabaseDetails, DatabaseForm } from '@/lib/contracts/database';
import type { CreatedReader } from '@/lib/contracts/database-role';
import type { JsonObject } from '@/lib/contracts/json';

type Options = {
  kind: DatabaseForm;
  /** The one that is edited; null when a new one is connected. */
  database: DatabaseDetails | null;
  onCreated: (reader: CreatedReader) => void;
  onReplaced: (database: DatabaseDetails) => void;
  onError: (error: Error) => void;
};

/** A role that only reads, in place of the one whose credentials are in the form. Pressed twice, it is one role. */
export function useReader({ kind, database, onCreated, onReplaced, onError }: Options) {
  const t = useTranslations('databases.role.reader');
  const [key] = useState(randomKey);
  const create = useCreateReader(kind.db_type);
  const replace = useReplaceByReader(database?.db_id ?? '');
  return {
    isPending: create.isPending || replace.isPending,
    create: (fields: JsonObject, schemas: string[] | undefined) => {
      const body = { ...fields, idempotency_key: key, ...(schemas && { schemas }) };
      const say = (username: string | null) => toast.success(t('created', { name: username ?? '' }));
      if (database) {
        replace.mutate(body, {
          onSuccess: (saved) => {
            say(saved.username);
            onReplaced(saved);
          },
          onError,
        });
        return;
      }
      create.mutate(body, {
        onSuccess: (reader) => {
          say(reader.username);
          onCreated(reader);
        },
        onError,
      });
    },
  };
}

/** `randomUUID` is absent on plain http, which an installation may well be reached by. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
}
