import type { ErrorCode } from '@/lib/contracts/error';

import { SPANISH_DATABASES } from './spanish-databases';
import { SPANISH_QUERIES } from './spanish-queries';
import { SPANISH_TOOLS } from './spanish-tools';

/** Every error text that is written in the source, by its English original. `{name}` stands for a value. */
export const SPANISH: Record<string, string> = {
  ...SPANISH_TOOLS,
  ...SPANISH_DATABASES,
  'There was a problem connecting to {name}': 'Ups, hubo un error al conectarse con {name}',
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
  'There is no tool named "{name}" on this profile.': 'Este perfil no tiene ninguna herramienta llamada «{name}».',

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
