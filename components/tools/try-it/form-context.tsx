'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { JsonObject } from '@/lib/contracts/json';
import type { Problems } from './check-input';

type FormContext = {
  /** The whole schema, for references from inside it. */
  root: JsonObject;
  problems: Problems;
};

const Context = createContext<FormContext>({ root: {}, problems: {} });

/** What every field of the form needs to know, however deep it lies. */
export function FormProvider({ root, problems, children }: FormContext & { children: ReactNode }) {
  const value = useMemo(() => ({ root, problems }), [root, problems]);
  return <Context value={value}>{children}</Context>;
}

export function useFormContext(): FormContext {
  return useContext(Context);
}
