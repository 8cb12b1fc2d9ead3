import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import type { JsonObject } from '@/lib/contracts/json';
import type { Problems } from './check-input';
import { initialInput } from './initial-input';

type Mode = 'form' | 'json';

const NO_PROBLEMS: Problems = {};

/** Reading JSON Schema is a sizeable piece of script that only a run needs. */
const loadCheck = () => import('./check-input');

/** What goes into the tool, while it is put together: as a form or by hand, the same value behind both. */
export function useToolInput(schema: JsonObject) {
  const t = useTranslations('tryIt');
  const [value, setValue] = useState(() => initialInput(schema));
  const [mode, setModeOnly] = useState<Mode>('form');
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [mistakes, setMistakes] = useState<ReadonlySet<string>>(new Set());
  // Fields hold text on its way to a value; a new version draws them anew from the value.
  const [version, setVersion] = useState(0);

  const redraw = (next: JsonObject) => {
    setValue(next);
    setProblems(NO_PROBLEMS);
    setMistakes(new Set());
    setVersion((former) => former + 1);
  };
  const onMistake = useCallback((path: string, isMistaken: boolean) => {
    setMistakes((former) => {
      if (former.has(path) === isMistaken) return former;
      const next = new Set(former);
      if (isMistaken) next.add(path);
      else next.delete(path);
      return next;
    });
  }, []);
  const check = async () => {
    // Where it cannot be loaded, the call itself finds out: what is wrong with the input, or that the network is gone.
    const module = await loadCheck().catch(() => null);
    const found = module?.checkInput(schema, value) ?? NO_PROBLEMS;
    setProblems(found);
    return Object.keys(found).length === 0;
  };

  return {
    ...{ value, mode, problems, version, onMistake, check },
    isMistaken: mistakes.size > 0,
    summary: summarise(),
    setMode: (next: Mode) => {
      setModeOnly(next);
      redraw(value);
    },
    setValue: (next: JsonObject) => {
      setValue(next);
      if (problems !== NO_PROBLEMS) setProblems(NO_PROBLEMS);
    },
    reset: () => redraw(initialInput(schema)),
  };

  /** What no single field can show: everything while it is written by hand, and what is about the whole. */
  function summarise(): string | null {
    const shown = Object.entries(problems).filter(([path]) => mode === 'json' || path === '');
    if (shown.length === 0) return null;
    return shown
      .map(([path, { kind, limit }]) => `${path ? `${path}: ` : ''}${t(`problems.${kind}`, { limit })}`)
      .join(' · ');
  }
}
