import type { App } from './define';

/** A clean lettermark in the app's colour; nothing is fetched from anywhere. */
export function iconOf({ name, color }: App): string {
  const letters = lettersOf(name);
  const size = letters.length === 1 ? 34 : 26;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img">',
    `<rect width="64" height="64" rx="14" fill="${color}"/>`,
    `<text x="32" y="33" fill="${inkOn(color)}" font-family="Inter,system-ui,sans-serif" font-size="${size}"`,
    ` font-weight="650" text-anchor="middle" dominant-baseline="central">${letters}</text>`,
    '</svg>',
  ].join('');
}

function lettersOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const [first = '', second = ''] = words;
  return words.length > 1 ? (first.charAt(0) + second.charAt(0)).toUpperCase() : first.charAt(0).toUpperCase();
}

/** Dark letters on light colours, by the usual weights for how bright the eye finds each part. */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 170 ? '#111111' : '#ffffff';
}
