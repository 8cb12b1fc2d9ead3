import { format } from 'node:util';

let complaints: string[] = [];

console.error = (...args: unknown[]) => {
  complaints.push(format(...args));
};

/** What console.error was given since the last time. A test that expects a complaint takes it, and so passes. */
export function takeConsoleErrors(): string[] {
  const taken = complaints;
  complaints = [];
  return taken;
}
