import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Asks before a window closes over something that was filled in. */
export function useLeaveQuestion(close: () => void) {
  // Not state: a key pressed right behind the last letter comes before the window is drawn again.
  const isFilledIn = useRef(false);
  const [isAsking, setAsking] = useState(false);
  const noteFilledIn = useCallback((filledIn: boolean) => {
    isFilledIn.current = filledIn;
  }, []);
  return { isAsking, setAsking, noteFilledIn, leave: () => (isFilledIn.current ? setAsking(true) : close()) };
}

/** Tells the window around a form whether closing would lose something. */
export function useFilledIn(isFilledIn: boolean, onFilledIn: (isFilledIn: boolean) => void): void {
  useLayoutEffect(() => {
    onFilledIn(isFilledIn);
    return () => onFilledIn(false);
  }, [isFilledIn, onFilledIn]);
}
