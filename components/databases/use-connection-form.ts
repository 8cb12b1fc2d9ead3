import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useChangeDatabase, useConnectDatabase, useTestDatabase } from '@/hooks/use-databases';
import { useErrorWords } from '@/hooks/use-error-words';
import { useZodForm } from '@/hooks/use-zod-form';
import { ApiError } from '@/lib/api-client';
import type { DatabaseDetails, DatabaseField, DatabaseForm, DatabaseTest } from '@/lib/contracts/database';
import type { CreatedReader } from '@/lib/contracts/database-role';
import type { JsonObject } from '@/lib/contracts/json';
import {
  besideConnectionString,
  CONNECTION_STRING,
  type FormValues,
  formSchema,
  initialValues,
  takesEither,
} from './form-values';
import { useReader } from './role/use-reader';

export type ConnectionWay = 'fields' | 'string';

type Options = {
  kind: DatabaseForm;
  name: string;
  /** The one that is edited; null when a new one is connected. */
  database: DatabaseDetails | null;
  onSaved: (database: DatabaseDetails) => void;
};

/** The form of a database's connection: filling in, testing, saving. An error is shown at the field it is about. */
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
  const [isRoleAccepted, acceptRole] = useState(false);
  const role = test.data?.success ? test.data.role : null;

  /** What was tried is no longer what is filled in. */
  const forgetTest = () => {
    acceptRole(false);
    if (!test.isIdle && !test.isPending) test.reset();
  };
  const finish = (saved: DatabaseDetails) => {
    forgetTest();
    onSaved(saved);
  };
  const showFields = (wrong: Record<string, string>): boolean => {
    const shown = new Set(fields.map((field) => field.name));
    const errors = Object.entries(wrong).flatMap(([field, message]) => {
      const target = [field, CONNECTION_STRING].find((candidate) => shown.has(candidate));
      return target ? [{ target, message }] : [];
    });
    errors.forEach(({ target, message }, at) => {
      form.setError(target, { type: 'server', message }, { shouldFocus: at === 0 });
    });
    return errors.length > 0;
  };
  const onTested = ({ success, message, fields: wrong = {} }: DatabaseTest) => {
    if (!success && !showFields(wrong)) setProblem(message);
  };
  const onError = (error: Error) => {
    // The try says what the role may do, and asks whether that is known.
    if (error instanceof ApiError && error.code === 'dangerous_role') return void tryOut();
    const wrong = error instanceof ApiError ? (error.detail.fields ?? {}) : {};
    if (!showFields(wrong)) setProblem(words(error).help);
  };
  const run = (send: (body: JsonObject) => void) =>
    form.handleSubmit((values) => {
      setProblem(null);
      save.reset();
      send(Object.fromEntries(fields.map((field) => [field.name, values[field.name] ?? null])));
    });
  const tryOut = run((body) => {
    acceptRole(false);
    test.mutate(body, { onSuccess: onTested, onError });
  });
  const fillIn = ({ port, database: name, ...reader }: CreatedReader) => {
    const where = { port: String(port ?? ''), database: name ?? '', [CONNECTION_STRING]: '' };
    const filled: FormValues = { ...form.getValues(), ...reader, ...where };
    form.reset(filled, { keepDefaultValues: true });
    setWay('fields');
    acceptRole(false);
    test.mutate(Object.fromEntries(kind.fields.map((field) => [field.name, filled[field.name] ?? null])), {
      onSuccess: onTested,
      onError,
    });
  };
  const reader = useReader({ kind, database, onCreated: fillIn, onReplaced: finish, onError });
  return {
    ...{ form, fields, way, secrets, problem, test, role, isRoleAccepted, acceptRole, tryOut, forgetTest },
    /** The role was tried, is dangerous, and nobody has said that this is known. */
    needsAcceptance: role?.level === 'dangerous' && !isRoleAccepted,
    isSaved: database !== null,
    isCreatingReader: reader.isPending,
    /** Then the form holds the new role and is tried again; what is connected already is saved with it. */
    createReader: (schemas?: string[]) => void run((body) => reader.create(body, schemas))(),
    canChooseWay: takesEither(kind.fields),
    isSaving: save.isPending,
    setWay: (next: ConnectionWay) => {
      form.clearErrors();
      forgetTest();
      setWay(next);
    },
    submit: run((body) =>
      save.mutate({ ...body, ...(isRoleAccepted && { accept_dangerous_role: true }) }, { onSuccess: finish, onError }),
    ),
  };
}

export type ConnectionForm = ReturnType<typeof useConnectionForm>;
