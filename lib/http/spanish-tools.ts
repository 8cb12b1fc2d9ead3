/** What can go wrong with apps, profiles, providers, databases and calls. */
export const SPANISH_TOOLS: Record<string, string> = {
  'Several profiles of this app are connected; say which one is meant.':
    'Hay varios perfiles conectados de esta app; indica cuál.',
  'This app is not connected.': 'Esta app no está conectada.',
  'There is no such app.': 'No existe esa app.',
  'The apps are still being read. Try again in a moment.':
    'Todavía se están leyendo las apps. Inténtalo de nuevo en un momento.',
  'There is no such profile.': 'No existe ese perfil.',
  'There is no such provider.': 'No existe ese proveedor.',
  'Must be some of {names}.': 'Debe ser alguno de {names}.',
  'There is no such execution.': 'No existe esa ejecución.',
  'There is no tool named {tool}.': 'No existe ninguna herramienta llamada {tool}.',
  'There is no tool named "{tool}" on this profile.': 'Este perfil no tiene ninguna herramienta llamada "{tool}".',
  'This database has no tool named "{tool}".': 'Esta base de datos no tiene ninguna herramienta llamada "{tool}".',

  'Send a key to use this endpoint.': 'Envía una clave para usar este punto de acceso.',
  'Say which tool to call, and its arguments.': 'Indica qué herramienta llamar y sus argumentos.',
  'The call was cancelled.': 'La llamada se ha cancelado.',
  'The agent {agent} may not use the tool {tool}.': 'El agente {agent} no puede usar la herramienta {tool}.',
  'Several profiles offer {tool}; say which one is meant.': 'Varios perfiles ofrecen {tool}; indica cuál.',
  'The tools of {app} are still being read. Try again in a moment.':
    'Todavía se están leyendo las herramientas de {app}. Inténtalo de nuevo en un momento.',
  'The tool {name} is switched off.': 'La herramienta {name} está desactivada.',
  'This idempotency key was used for another call.': 'Esta clave de idempotencia ya se usó para otra llamada.',
  'The first call with this idempotency key ended without an answer; it may have been carried out.':
    'La primera llamada con esta clave de idempotencia terminó sin respuesta; puede que se haya llevado a cabo.',
  'The first call with this idempotency key is still running.':
    'La primera llamada con esta clave de idempotencia sigue en curso.',
  'The rest of this result is no longer kept. Call the tool again.':
    'El resto de este resultado ya no se conserva. Vuelve a llamar a la herramienta.',

  'This link was already used or has expired.': 'Este enlace ya se ha usado o ha caducado.',
  'This account belongs to somebody else here.': 'Esta cuenta ya es de otra persona de aquí.',
  'This profile is not the default any more.': 'Este perfil ya no es el predeterminado.',
  'You already have a profile of this app with that name.': 'Ya tienes un perfil de esta app con ese nombre.',
  'This app is connected with a form.': 'Esta app se conecta con un formulario.',
  'The profile "{name}" is switched off.': 'El perfil «{name}» está desactivado.',
  '{app} ("{name}") has to be connected again.': 'Hay que volver a conectar {app} («{name}»).',
  '{app} is not connected yet.': '{app} todavía no está conectada.',

  '{name} has not been set up here.': '{name} no se ha configurado aquí.',
  '{name} is switched off here.': '{name} está desactivado aquí.',
  '{service} asks us to slow down.': '{service} nos pide ir más despacio.',
  'Invalid or expired OAuth state': 'El estado de OAuth no es válido o ha caducado',
  'No active account found': 'No se ha encontrado ninguna cuenta activa',
  'Somebody agreed in another browser than the one that opened the link, so nothing was connected. Start again.':
    'Alguien dio su consentimiento en un navegador distinto del que abrió el enlace, así que no se ha conectado nada. Empieza de nuevo.',
  'This connection can only be completed in the browser that opened its link.':
    'Esta conexión solo se puede completar en el navegador que abrió su enlace.',
  'There is no such connection token.': 'No existe ese token de conexión.',
  'This provider has no MCP servers.': 'Este proveedor no tiene servidores MCP.',
  'The sandbox does not answer.': 'El entorno de pruebas no responde.',
  'The sandbox refused.': 'El entorno de pruebas se ha negado.',
  'The catalogue was empty.': 'El catálogo estaba vacío.',
  'The catalogue does not end.': 'El catálogo no termina.',
  'Composio has no OAuth client of its own for {toolkit}. An administrator has to create an auth config there first.':
    'Composio no tiene un cliente OAuth propio para {toolkit}. Un administrador debe crear antes una configuración allí.',
  'The id of an auth config at Composio begins with ac_.':
    'El identificador de una configuración de Composio empieza por ac_.',
  'The callback address must begin with http or https.': 'La dirección de retorno debe empezar por http o https.',
  'This does not name {article} {what}.': 'Esto no identifica: {what}.',
  'Metrics need the token that METRICS_TOKEN holds.': 'Las métricas requieren el token de METRICS_TOKEN.',

  'The host {host} has no address.': 'El servidor {host} no tiene dirección.',
  'The host {host} is not known.': 'El servidor {host} no se conoce.',
  'The host {host} is in an address range that this installation does not connect to.':
    'El servidor {host} está en un rango de direcciones al que esta instalación no se conecta.',
  'Too many redirects from {host}.': 'Demasiadas redirecciones desde {host}.',
  'Addresses must begin with http or https, not {scheme}':
    'Las direcciones deben empezar por http o https, no {scheme}',
  'An address must not carry a password.': 'Una dirección no debe llevar contraseña.',
  'The answer is larger than allowed.': 'La respuesta es más grande de lo permitido.',
};
