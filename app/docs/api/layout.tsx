import type { ReactNode } from 'react';
import { ReferenceFrame } from '@/components/reference/reference-frame';
import { getReference } from './get-reference';

export default async function Layout({ children }: { children: ReactNode }) {
  const { sections } = await getReference();
  return <ReferenceFrame sections={sections}>{children}</ReferenceFrame>;
}
