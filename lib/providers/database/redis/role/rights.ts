import type { DatabaseRight } from '@/lib/contracts/database-role';
import type { CommandInfo } from '../commands';

/**
 * What a command gives beyond reading, or null. The server's own flags and categories decide; names are listed where
 * these say too little of what the command does. `name` is as the server writes it: `set`, `config|set`.
 */
export function rightOf(name: string, { flags, categories }: CommandInfo): DatabaseRight | null {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  if (categories.has('@scripting')) return 'run_scripts';
  if (flags.has('write') || categories.has('@write')) return 'write_keys';
  if (flags.has('readonly') && !flags.has('admin')) return null;
  return flags.has('admin') || categories.has('@admin') || categories.has('@dangerous') ? 'change_server' : null;
}

/** For servers before 7, which tell nothing of subcommands. */
export function subcommandsOf(container: string): string[] {
  return [...BY_NAME].filter(([name, right]) => right && name.startsWith(`${container}|`)).map(([name]) => name);
}

const BY_NAME = new Map<string, DatabaseRight | null>([
  ...named('create_roles', 'acl|setuser acl|deluser acl|load acl|save'),
  ...named('see_passwords', 'acl|getuser acl|list config|get'),
  ...named('see_sessions', 'monitor client|list acl|log slowlog|get commandlog|get'),
  ...named('signal_sessions', 'client|kill client|pause client|unpause client|unblock script|kill function|kill'),
  ...named('run_programs', 'module|load module|loadex module|unload'),
  ...named('run_scripts', 'script|load script|flush script|debug'),
  ...named('replicate', 'sync psync replconf'),
  ...named('reach_servers', 'migrate'),
  ...named('change_server', 'config|set config|rewrite config|resetstat slowlog|reset latency|reset'),
  ...named('change_server', 'cluster|meet cluster|reset cluster|failover cluster|forget cluster|replicate'),
  // They show how the server is doing, or concern the connection alone.
  ...named(null, 'acl|dryrun acl|users client|no-evict cluster|count-failure-reports cluster|replicas cluster|slaves'),
  ...named(null, 'function|dump function|help function|list function|stats info lastsave module|list pfselftest role'),
  ...named(null, 'latency|doctor latency|graph latency|histogram latency|history latency|latest latency|help'),
  ...named(null, 'script|exists script|help slowlog|len slowlog|help commandlog|len'),
]);

function named(right: DatabaseRight | null, names: string): [string, DatabaseRight | null][] {
  return names.split(' ').map((name) => [name, right]);
}
