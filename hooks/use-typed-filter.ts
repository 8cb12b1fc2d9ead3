import { useEffect, useRef, useState } from 'react';

const QUIET_MS = 250;

/** Text that follows the fingers at once, and the address a moment later: browsers limit how often it may change. */
export function useTypedFilter(value: string, commit: (value: string) => void) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef(value);
  // Going back in the history changes the address without anybody typing.
  if (value !== written.current && timer.current === undefined) {
    written.current = value;
    setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      written.current = next;
      commit(next);
    }, QUIET_MS);
  };
  return [text, type] as const;
}
