import { useState } from 'react';

/**
 * For `onCloseAutoFocus` of a window, called where the window is mounted when it opens. Radix returns focus only to a
 * trigger of its own. Ours are opened by state, and focus would fall to the top of the page.
 */
export function useReturnFocus() {
  const [opener] = useState(() => document.activeElement);
  return (event: Event) => {
    event.preventDefault();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
}
