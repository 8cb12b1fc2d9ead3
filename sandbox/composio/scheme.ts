import type { App } from '../apps/define';

const SCHEMES: Record<App['auth'], string> = { oauth: 'OAUTH2', keys: 'API_KEY', none: 'NO_AUTH' };

export function schemeOf({ auth }: App): string {
  return SCHEMES[auth];
}
