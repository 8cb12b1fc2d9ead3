import { useState } from 'react';

/**
 * For `onCloseAutoFocus` of a window, called where the window is mounted when it opens. Radix returns focus only to a
 * trigger of its own. Ours are opened by state, and focus would fall to the top of the page.
 * What was opened by an address alone leaves it at the page's content.
 */
export function useReturnFocus() {
  const [opener] = useState(() => document.activeElement);
  return (event: Event) => {
    event.preventDefault();
    if (opener === document.body) document.querySelector('main')?.focus({ preventScroll: true });
    else if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
}
