import { Refusal } from '../refusal';
import { SYS_FUNCTIONS } from './functions';
import type { Lookup } from './guard';
import type { Name } from './read-statement';

/** The accounts that own what the servers ship in `sys`. Nobody signs in as one of them. */
const SERVERS_OWN = new Set(['mysql.sys@localhost', 'mariadb.sys@localhost']);
/** Functions of `sys` that others of it call. */
const CALLED_WITHIN = ['format_time', 'sys_get_config'];

export function isSysFunction({ schema, name }: Name): boolean {
  return schema?.toLowerCase() === 'sys' && SYS_FUNCTIONS.has(name.toLowerCase());
}

export function isOwnSysFunction({ definer, ...name }: Name & { definer: string | null | undefined }): boolean {
  return isSysFunction(name) && SERVERS_OWN.has(definer ?? '');
}

/**
 * Throws unless these functions of `sys`, and those that they call, are the ones that the server came with. Whoever may
 * create routines there can replace one, but becomes its definer. One that this user may not see could be anybody's.
 */
export async function requireOwnSysFunctions(called: string[], lookUp: Lookup): Promise<void> {
  if (called.length === 0) return;
  const rows = await lookUp(
    `select routine_name, definer from information_schema.routines
     where routine_schema = 'sys' and routine_type = 'FUNCTION' and routine_name in (?) limit 5000`,
    [[...SYS_FUNCTIONS]],
  );
  const definers = new Map(rows.map(([name, definer]) => [name?.toLowerCase(), definer ?? '']));
  for (const [name, definer] of definers) if (!SERVERS_OWN.has(definer)) throw notOwn(name ?? '');
  for (const name of [...called, ...CALLED_WITHIN]) if (!definers.has(name)) throw notOwn(name);
}

function notOwn(name: string): Refusal {
  return new Refusal(
    `The function sys.${name.slice(0, 60)} is not known to be the server's own. ` +
      'The settings of this database can allow functions of your own.',
  );
}
