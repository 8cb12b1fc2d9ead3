const WIDTH = 520;
const HEIGHT = 720;
/** Written by the way back from a provider; not to be carried into the next one. */
const OF_A_RETURN = ['connect', 'status', 'appName', 'reason', 'app', 'state'];

/** A window over the page; null where the browser forbids it, and on a phone, where it would be a lost tab. */
export function openPopup(address = 'about:blank'): Window | null {
  if (window.matchMedia('(pointer: coarse) and (max-width: 640px)').matches) return null;
  const left = window.screenX + Math.max(0, (window.outerWidth - WIDTH) / 2);
  const top = window.screenY + Math.max(0, (window.outerHeight - HEIGHT) / 3);
  return window.open(address, '_blank', `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`);
}

/** Where the whole page comes back to when there is no popup: where it is now. */
export function returnAddress(): string {
  const address = new URL(window.location.href);
  for (const name of OF_A_RETURN) address.searchParams.delete(name);
  address.hash = '';
  return address.href;
}
