import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useChangeDatabase, useConnectDatabase, useTestDatabase } from '@/hooks/use-databases';
import { useErrorWords } from '@/hooks/use-error-words';
import { useZodForm } from '@/hooks/use-zod-form';
import { ApiError } from '@/lib/api-client';
import type { DatabaseDetails, DatabaseField, DatabaseForm, DatabaseTest } from '@/lib/contracts/database';
import type { JsonObject } from '@/lib/contracts/json';
import {
  besideConnectionString,
  CONNECTION_STRING,
  type FormValues,
  formSchema,
  initialValues,
  takesEither,
} from './form-values';

export type ConnectionWay = 'fields' | 'string';

type Options = {
  kind: DatabaseForm;
  name: string;
  /** The one that is edited; null when a new one is connected. */
  database: DatabaseDetails | null;
  onSaved: (database: DatabaseDetails) => void;
};

/** The way to a database while it is filled in, tried and saved. Whatever is wrong is told at the field it is about. */
export function useConnectionForm({ kind, name, database, onSaved }: Options) {
  const t = useTranslations('databases.form');
  const words = useErrorWords();
  const [way, setWay] = useState<ConnectionWay>('fields');
  const [problem, setProblem] = useState<string | null>(null);
  const secrets = database?.secrets ?? [];
  const line: DatabaseField = {
    ...{ name: CONNECTION_STRING, label: t('connectionString'), type: 'password', required: true },
    ...{ help: t('connectionStringHelp'), placeholder: t('connectionStringExample', { kind: kind.db_type }) },
  };
  const fields = way === 'fields' ? kind.fields : besideConnectionString(kind.fields, line);
  const form = useZodForm<FormValues, FormValues>(
    formSchema(fields, secrets),
    initialValues([...kind.fields, line], name, database ?? undefined),
  );
  const test = useTestDatabase(kind.db_type, database?.db_id ?? null);
  const connect = useConnectDatabase(kind.db_type);
  const change = useChangeDatabase(database?.db_id ?? '');
  const save = database ? change : connect;

  const showFields = (wrong: Record<string, string>): boolean => {
    const shown = new Set(fields.map((field) => field.name));
    const told = Object.entries(wrong).map(([field, message]) => {
      const place = shown.has(field) ? field : shown.has(CONNECTION_STRING) ? CONNECTION_STRING : null;
      return { place, message };
    });
    const placed = told.flatMap(({ place, message }) => (place === null ? [] : [{ place, message }]));
    placed.forEach(({ place, message }, at) => {
      form.setError(place, { type: 'server', message }, { shouldFocus: at === 0 });
    });
    return placed.length > 0;
  };
  const onTested = ({ success, message, fields: wrong = {} }: DatabaseTest) => {
    if (!success && !showFields(wrong)) setProblem(message);
  };
  const onError = (error: Error) => {
    const wrong = error instanceof ApiError ? (error.detail.fields ?? {}) : {};
    if (!showFields(wrong)) setProblem(words(error).help);
  };
  const run = (send: (body: JsonObject) => void) =>
    form.handleSubmit((values) => {
      setProblem(null);
      test.reset();
      save.reset();
      send(Object.fromEntries(fields.map((field) => [field.name, values[field.name] ?? null])));
    });
  return {
    ...{ form, fields, way, secrets, problem, test },
    canChooseWay: takesEither(kind.fields),
    isSaving: save.isPending,
    setWay: (next: ConnectionWay) => {
      form.clearErrors();
      test.reset();
      setWay(next);
    },
    /** What was tried is no longer what is filled in. */
    forgetTest: () => {
      if (!test.isIdle && !test.isPending) test.reset();
    },
    tryOut: run((body) => test.mutate(body, { onSuccess: onTested, onError })),
    submit: run((body) => save.mutate(body, { onSuccess: onSaved, onError })),
  };
}

export type ConnectionForm = ReturnType<typeof useConnectionForm>;
