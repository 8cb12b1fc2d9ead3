'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

type Crumb = { label: string | null; setLabel: (label: string | null) => void };

const Context = createContext<Crumb>({ label: null, setLabel: () => {} });

export function CrumbProvider({ children }: { children: ReactNode }) {
  const [label, setLabel] = useState<string | null>(null);
  const crumb = useMemo(() => ({ label, setLabel }), [label]);
  return <Context value={crumb}>{children}</Context>;
}

/** The last word of the breadcrumb, for pages whose name is data: `<CrumbLabel label={profile.name} />`. */
export function CrumbLabel({ label }: { label: string }) {
  const { setLabel } = useContext(Context);
  useEffect(() => {
    setLabel(label);
    return () => setLabel(null);
  }, [label, setLabel]);
  return null;
}

export function useCrumbLabel(): string | null {
  return useContext(Context).label;
}
