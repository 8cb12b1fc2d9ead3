import { useState } from 'react';

const PREFIX = 'pb:draft ';

/** What somebody is writing, kept in this tab so that a reload does not lose it. For parts that the server never draws. */
export function useDraft(name: string) {
  const [initial] = useState(() => sessionStorage.getItem(PREFIX + name) ?? '');
  const keep = (text: string) => {
    try {
      if (text === '') sessionStorage.removeItem(PREFIX + name);
      else sessionStorage.setItem(PREFIX + name, text);
    } catch {
      // Larger than the browser keeps: it is lost at a reload, as before.
    }
  };
  return [initial, keep] as const;
}

/** When the person leaves, whoever comes next finds nothing of theirs. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  }
}
