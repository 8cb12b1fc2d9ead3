const EN = {
  lang: 'en',
  title: (app: string) => `Connect ${app}`,
  asks: (who: string, app: string) => `${who} would like to use your ${app} account`,
  someone: 'An application',
  choose: 'Choose an account',
  key: 'API key',
  keyHelp: (app: string) => `Any text will do. A key with the word "invalid" in it is refused by ${app}.`,
  permits: 'This will let it',
  allow: 'Allow',
  cancel: 'Cancel',
  sandbox: 'Sandbox: these people and their data are made up. Nothing leaves this machine.',
  connected: (app: string) => `${app} is connected`,
  cancelled: 'Nothing was connected',
  close: 'You can close this window.',
  problem: 'This link does not work',
  invalid: 'The connection link is invalid. Go back and start again.',
  expired: 'This link has expired or was used already. Go back and start again.',
  noApp: 'App not found. Please check your app id.',
  badKey: 'Test request failed. Please verify your credentials and try again.',
  pickOne: 'Choose one of the accounts.',
};

type Words = typeof EN;

const ES: Words = {
  lang: 'es',
  title: (app) => `Conectar ${app}`,
  asks: (who, app) => `${who} quiere usar tu cuenta de ${app}`,
  someone: 'Una aplicación',
  choose: 'Elige una cuenta',
  key: 'Clave de API',
  keyHelp: (app) => `Sirve cualquier texto. Si contiene la palabra "invalid", ${app} la rechaza.`,
  permits: 'Esto le permitirá',
  allow: 'Permitir',
  cancel: 'Cancelar',
  sandbox: 'Entorno de pruebas: estas personas y sus datos son inventados. Nada sale de esta máquina.',
  connected: (app) => `${app} está conectado`,
  cancelled: 'No se conectó nada',
  close: 'Puedes cerrar esta ventana.',
  problem: 'Este enlace no funciona',
  invalid: 'El enlace de conexión no es válido. Vuelve atrás y empieza de nuevo.',
  expired: 'Este enlace ha caducado o ya se usó. Vuelve atrás y empieza de nuevo.',
  noApp: 'No se encontró la aplicación. Revisa su identificador.',
  badKey: 'La prueba falló. Revisa tus credenciales e inténtalo de nuevo.',
  pickOne: 'Elige una de las cuentas.',
};

export type { Words };

/** By the first language the browser names that there are words for. */
export function wordsFor(acceptLanguage: string | null): Words {
  const languages = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return languages.find((language) => language === 'es' || language === 'en') === 'es' ? ES : EN;
}
