import type { ErrorCode } from '@/lib/contracts/error';

import { SPANISH_DATABASES } from './spanish-databases';
import { SPANISH_QUERIES } from './spanish-queries';
import { SPANISH_TOOLS } from './spanish-tools';

/** Every error text that is written in the source, by its English original. `{name}` stands for a value. */
export const SPANISH: Record<string, string> = {
  ...SPANISH_TOOLS,
  ...SPANISH_DATABASES,

  'Some fields need another look.': 'Revisa los campos señalados.',
  'Something went wrong on our side.': 'Algo ha fallado por nuestra parte.',
  'Send the body without compression.': 'Envía el cuerpo sin comprimir.',
  'The body ended before it was complete.': 'El cuerpo terminó antes de estar completo.',
  'The body is not valid JSON.': 'El cuerpo no es JSON válido.',
  'A request names one host.': 'Una solicitud nombra un solo servidor.',
  'The body is too large.': 'El cuerpo es demasiado grande.',
  'Too many calls are running. Try again in {seconds} s.':
    'Hay demasiadas llamadas en curso. Inténtalo de nuevo en {seconds} s.',
  'Too many large answers are being read at the moment. Try again in {seconds} s.':
    'Ahora mismo se están leyendo demasiadas respuestas grandes. Inténtalo de nuevo en {seconds} s.',
  'Too many requests. Try again in {seconds} s.': 'Demasiadas solicitudes. Inténtalo de nuevo en {seconds} s.',
  'There was a problem connecting to {name}': 'Ups, hubo un error al conectarse con {name}',
  'There was a problem connecting to {name}.': 'Ups, hubo un error al conectarse con {name}',
  '{name} does not accept the credentials of this installation. An administrator has to check them.':
    '{name} no acepta las credenciales de esta instalación. Tiene que revisarlas un administrador.',
  '{name} did not answer within {seconds} s, the limit of this call.':
    '{name} no respondió en {seconds} s, el límite de esta llamada.',
  'It is not known whether the call was carried out: look before you try again.':
    'No se sabe si la llamada se llegó a realizar: compruébalo antes de volver a intentarlo.',
  'The arguments do not fit this tool.': 'Los argumentos no encajan con esta herramienta.',
  'is required': 'es obligatorio',
  'is not a parameter of this tool': 'no es un parámetro de esta herramienta',
  'must be text': 'debe ser texto',
  'must be a number': 'debe ser un número',
  'must be a whole number': 'debe ser un número entero',
  'must be true or false': 'debe ser verdadero o falso',
  'must be an object': 'debe ser un objeto',
  'must be a list': 'debe ser una lista',
  'must be null': 'debe ser nulo',
  'must be one of {choices}': 'debe ser uno de {choices}',
  'must be at least {limit}': 'debe ser como mínimo {limit}',
  'must be at most {limit}': 'debe ser como máximo {limit}',
  'must have at least {limit} items': 'debe tener al menos {limit} elementos',
  'must have at most {limit} items': 'debe tener como máximo {limit} elementos',
  'must have at least {limit} characters': 'debe tener al menos {limit} caracteres',
  'must have at most {limit} characters': 'debe tener como máximo {limit} caracteres',
  'The body is nested too deeply.': 'El cuerpo tiene demasiados niveles.',
  'The answer is nested too deeply.': 'La respuesta tiene demasiados niveles.',

  'Sign in or send a key to continue.': 'Inicia sesión o envía una clave para continuar.',
  'This key is unknown, revoked or expired.': 'Esta clave no existe, se ha revocado o ha caducado.',
  'This key acts for any user: name one in X-User-Id or user_id.':
    'Esta clave actúa por cualquier usuario: indica cuál en X-User-Id o user_id.',
  'A request names one user.': 'Una solicitud indica un solo usuario.',
  'Several different users were named.': 'Se han indicado varios usuarios distintos.',
  'Must not hold look-alike, invisible or control characters.':
    'No debe contener caracteres engañosos, invisibles ni de control.',
  'Only an admin can do this.': 'Solo un administrador puede hacer esto.',
  'Only an owner can do this.': 'Solo un propietario puede hacer esto.',
  'This is for people who are signed in, not for keys.': 'Esto es para personas con sesión iniciada, no para claves.',
  'This key does not have the scope {scope}.': 'Esta clave no tiene el permiso {scope}.',
  'This request did not come from a page of this site.': 'Esta solicitud no procede de una página de este sitio.',
  'Say whose account this is about.': 'Indica de quién es la cuenta.',
  'Must be text of 1 to 200 characters.': 'Debe ser un texto de 1 a 200 caracteres.',
  'Must be text of 1 to 255 characters.': 'Debe ser un texto de 1 a 255 caracteres.',
  'The header and the body have different ones.': 'La cabecera y el cuerpo llevan claves distintas.',
  'Must be text without U+0000 and without half of a surrogate pair.':
    'Debe ser un texto sin U+0000 ni mitades de un par sustituto.',

  'Pages of this origin may not use this installation. Its operator can add it to ALLOWED_ORIGINS.':
    'Las páginas de este origen no pueden usar esta instalación. Quien la administra puede añadirlo a ALLOWED_ORIGINS.',
  'There is nothing at this address.': 'No hay nada en esta dirección.',
  'The address is not valid.': 'La dirección no es válida.',
  'This address does not take {method}.': 'Esta dirección no admite {method}.',
  'This server does not take {method}.': 'Este servidor no admite {method}.',
  'The body is larger than {size} MiB.': 'El cuerpo supera los {size} MiB.',
  'The body is larger than {size} KiB. Larger ones need a key or a session.':
    'El cuerpo supera los {size} KiB. Para enviar más se necesita una clave o una sesión.',
  'Too many large bodies are being read at the moment. Try again shortly.':
    'Ahora mismo se están leyendo demasiados cuerpos grandes. Inténtalo de nuevo en un momento.',
  'Patchbay is being started again. Try again in a moment.':
    'Patchbay se está reiniciando. Inténtalo de nuevo en un momento.',
  'Patchbay cannot reach its database at the moment.': 'Ahora mismo Patchbay no puede acceder a su base de datos.',
  'There is no such user in this workspace.': 'No existe ese usuario en este espacio de trabajo.',
  'This is not a cursor of ours.': 'Este cursor no es nuestro.',
  'This cursor belongs to another tool, profile or agent.':
    'Este cursor es de otra herramienta, otro perfil u otro agente.',

  'There is no such key.': 'No existe esa clave.',
  'You cannot give a key the scope {scope}: you do not have it yourself.':
    'No puedes dar a una clave el permiso {scope}: tú no lo tienes.',
  'The key of an agent cannot see what others sent.': 'La clave de un agente no puede ver lo que enviaron otros.',
  'The key of an agent cannot have the scope {scope}.': 'La clave de un agente no puede tener el permiso {scope}.',
  'Only an admin can make a key that acts for any user. Make one that acts as you.':
    'Solo un administrador puede crear una clave que actúe por cualquier usuario. Crea una que actúe como tú.',
  'A key that acts for any user is nobody that another key could act as.':
    'Una clave que actúa por cualquier usuario no es nadie como quien otra clave pueda actuar.',
  'This key acts as one user and cannot act for another.':
    'Esta clave actúa como un usuario y no puede actuar por otro.',
  'This moment has already passed.': 'Ese momento ya ha pasado.',
  'Must not be later than {time}, when the key that makes it ends.':
    'No puede ser posterior a {time}, cuando caduca la clave que la crea.',
  'There is no such agent.': 'No existe ese agente.',

  'A request carries one key.': 'Una petición lleva una sola clave.',
  'Of what can be expected, this server knows 100-continue only.':
    'De lo que se puede esperar, este servidor solo conoce 100-continue.',
  'This e-mail already has an account. Use its password.': 'Este correo ya tiene una cuenta. Usa su contraseña.',
  'This e-mail already has an account. Sign in first.': 'Este correo ya tiene una cuenta. Inicia sesión primero.',
  'This is not your password.': 'Esta no es tu contraseña.',
  'You are already a member of this workspace.': 'Ya eres miembro de este espacio de trabajo.',
  'Only an owner can decide about owners.': 'Solo un propietario puede decidir sobre los propietarios.',
  'A workspace needs an owner. Make somebody else one first.':
    'Un espacio de trabajo necesita un propietario. Nombra antes a otra persona.',
  'There is no such member.': 'No existe ese miembro.',

  'There is no such invite.': 'No existe esa invitación.',
  'The key of the environment cannot invite people.': 'La clave del entorno no puede invitar a nadie.',
  'This invite is for another e-mail address.': 'Esta invitación es para otra dirección de correo.',
  'This invite was used a moment ago.': 'Esta invitación se ha usado hace un momento.',
  'This invite was already used.': 'Esta invitación ya se ha usado.',
  'This invite has expired. Ask for a new one.': 'Esta invitación ha caducado. Pide una nueva.',
  'This invite was withdrawn.': 'Esta invitación se ha retirado.',
  'Needed to make your account.': 'Hace falta para crear tu cuenta.',

  'The demo cannot use {name}. Create your own workspace for that.':
    'La demostración no puede usar {name}. Crea para eso tu propio espacio de trabajo.',
  'The demo cannot invite people. Create your own workspace for that.':
    'La demostración no puede invitar a nadie. Crea para eso tu propio espacio de trabajo.',
  'There is no demo here.': 'Aquí no hay demostración.',
  'Patchbay is already set up. Sign in instead.': 'Patchbay ya está configurado. Inicia sesión.',

  'The signature does not fit.': 'La firma no corresponde.',
  'There is no such address.': 'No existe esa dirección.',
  'There is no tool named "{name}" on this profile.': 'Este perfil no tiene ninguna herramienta llamada «{name}».',
  'Only a key may choose this, and only a name nobody else has.':
    'Solo una clave puede elegirlo, y solo un nombre que nadie más tenga.',
  'This one is connected with a form.': 'Esta se conecta con un formulario.',
  'This profile is of another app.': 'Este perfil es de otra app.',
  'Say which app to connect, or which profile to connect again.':
    'Indica qué app conectar o qué perfil volver a conectar.',
  'Must be an address of this site.': 'Debe ser una dirección de este sitio.',

  // Last, because its sentences hold for many words.
  ...SPANISH_QUERIES,
};

/** For a text without a translation of its own. */
export const SPANISH_BY_CODE: Record<ErrorCode, string> = {
  invalid_request: 'La solicitud no es válida.',
  unauthenticated: 'Inicia sesión para continuar.',
  forbidden: 'No tienes permiso para hacer esto.',
  not_found: 'No existe.',
  conflict: 'Esto entra en conflicto con algo que ya existe.',
  tool_disabled: 'Esta herramienta está desactivada.',
  profile_inactive: 'Este perfil está desactivado.',
  needs_connection: 'Todavía no hay ninguna conexión para esta app.',
  needs_reconnect: 'Hay que volver a conectar esta app.',
  ambiguous_profile: 'Varios perfiles encajan y ninguno es el predeterminado.',
  dangerous_role: 'Este usuario de la base de datos puede hacer mucho más que leer.',
  rate_limited: 'Demasiadas solicitudes. Inténtalo más tarde.',
  provider_rejected: 'El proveedor ha rechazado la solicitud.',
  provider_misconfigured: 'El proveedor no acepta las credenciales de esta instalación. Avisa a un administrador.',
  provider_unavailable: 'El proveedor no responde.',
  provider_disabled: 'Este proveedor está desactivado.',
  internal: 'Algo ha fallado por nuestra parte.',
};
