import { CONNECT_CHANNEL, type ConnectMessage } from '@/lib/contracts/connection-token';

/**
 * Tells the page that opened this one, and only a page of ours: a message for any origin would tell whoever opened the
 * popup. Where a page of the provider cut the popup from its opener, the channel still reaches it.
 */
export function notifyOpener(message: ConnectMessage): void {
  window.opener?.postMessage(message, window.location.origin);
  if (!('BroadcastChannel' in window)) return;
  const channel = new BroadcastChannel(CONNECT_CHANNEL);
  channel.postMessage(message);
  channel.close();
}
