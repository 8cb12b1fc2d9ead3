import type { Json } from '@/lib/contracts/json';

/** A moment as the browser's date and time control takes it, in the reader's own zone; empty when it is none. */
export function toLocalMoment(value: Json | undefined): string {
  const at = typeof value === 'string' ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) return '';
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

export function fromLocalMoment(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}
