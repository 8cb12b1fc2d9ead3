import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { installProgram } from '../../services/debian';
import { Stop } from '../stop';

/**
 * A browser for the journeys: the one named by PLAYWRIGHT_CHROMIUM, Debian's, Playwright's own. Where there is none
 * and we are root on Debian, its package is installed. Debian's wrapper script reads flags meant for people, so the
 * program behind it comes first.
 */
export function obtainChromium(): string {
  return (
    findChromium() ??
    (installProgram('chromium', ['chromium']) && findChromium()) ??
    refuse(
      'No Chromium was found. Install it (`apt-get install chromium`, `npx playwright install chromium`) or name one.',
    )
  );
}

function findChromium(): string | null {
  const places = [
    process.env.PLAYWRIGHT_CHROMIUM,
    '/usr/lib/chromium/chromium',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ];
  return places.find((place) => place && existsSync(place)) ?? null;
}

function refuse(sentence: string): never {
  throw new Stop(sentence);
}
