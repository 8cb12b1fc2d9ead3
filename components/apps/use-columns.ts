import { type RefObject, useLayoutEffect, useState } from 'react';

/** How many cards of a least width fit beside each other, and where the grid begins on the page. */
export function useColumns(frame: RefObject<HTMLElement | null>, leastWidth: number) {
  const [size, setSize] = useState({ columns: 1, top: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const columns = Math.max(1, Math.floor(element.clientWidth / leastWidth));
      const top = element.getBoundingClientRect().top + window.scrollY;
      setSize((former) => (former.columns === columns && former.top === top ? former : { columns, top }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, leastWidth]);
  return size;
}
