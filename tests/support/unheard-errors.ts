import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** After each test nothing has been thrown that nobody caught: it would end the process, and with it everybody's calls. */
export function expectNoUnheardErrors(): void {
  const unheard: unknown[] = [];
  const note = (error: unknown) => unheard.push(error);
  beforeAll(() => {
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
  });
  afterAll(() => {
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
  });
  afterEach(() => expect(unheard.splice(0)).toEqual([]));
}
