'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { JsonObject } from '@/lib/contracts/json';
import type { Problems } from './check-input';

type FormContext = {
  /** The whole schema, for references from inside it. */
  root: JsonObject;
  problems: Problems;
  /** Told by fields written by hand, so that nothing runs with what stood there before the mistake. */
  onMistake: (path: string, isMistaken: boolean) => void;
};

const Context = createContext<FormContext>({ root: {}, problems: {}, onMistake: () => {} });

/** What every field of the form needs to know, however deep it lies. */
export function FormProvider({ root, problems, onMistake, children }: FormContext & { children: ReactNode }) {
  const value = useMemo(() => ({ root, problems, onMistake }), [root, problems, onMistake]);
  return <Context value={value}>{children}</Context>;
}

export function useFormContext(): FormContext {
  return useContext(Context);
}
