/** What reaches files, other servers, locks or other sessions, which allowing writes does not allow. */
const NEVER_CALLED = [
  /^(load_file|get_lock|release_lock|release_all_locks|sleep|benchmark)$/,
  /^(master|source)_(pos|gtid)_wait$|^wait_(for|until)_/,
  /^(sys_(exec|eval|set|get)|lib_mysqludf_\w+)$/,
  /^(group_replication|asynchronous_connection|keyring|audit_log|mysql_firewall|version_tokens|service_\w+_locks)/,
  /^(set_firewall|read_firewall|load_rewrite|flush_rewrite|gen_blocklist|audit_api|binlog_|ps_thread|ps_set|ps_setup)/,
];
/** What writes, or waits, and only a statement that writes may call. */
const NEVER_READING = /^(nextval|setval|lastval|last_insert_id|wsrep_\w+)$/;

export function isNeverCalled(name: string): boolean {
  return NEVER_CALLED.some((pattern) => pattern.test(name.toLowerCase()));
}

/** Under such a name without a schema, the server runs its own function, even where a user made one of that name. */
export function isNeverAllowed(name: string): boolean {
  return isNeverCalled(name) || NEVER_READING.test(name.toLowerCase());
}
