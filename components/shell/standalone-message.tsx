import Link from 'next/link';
import type { ReactNode } from 'react';
import { LogoMark, NAME } from './logo';

type Props = { title: string; description: string; code?: string | undefined; children: ReactNode };

/** A page that is only a sentence and what to do next. */
export function StandaloneMessage({ title, description, code, children }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="grid max-w-md justify-items-center gap-2 text-center">
        <Link href="/" aria-label={NAME} className="mb-4 rounded-lg">
          <LogoMark className="size-10" />
        </Link>
        <h1 className="font-semibold text-2xl">{title}</h1>
        <p className="text-pretty text-muted">{description}</p>
        <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>
        {code && <code className="mt-4 font-mono text-faint text-xs">{code}</code>}
      </div>
    </main>
  );
}
