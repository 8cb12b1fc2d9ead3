/** Functions in PostgreSQL's own name space act on the server, so only those that are known to read may be called. */
const HARMLESS = new Set([
  ...['pg_typeof', 'pg_size_pretty', 'pg_size_bytes', 'pg_relation_size', 'pg_total_relation_size', 'pg_table_size'],
  ...['pg_indexes_size', 'pg_database_size', 'pg_tablespace_size', 'pg_column_size', 'pg_column_compression'],
  ...['pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_backend_pid', 'pg_postmaster_start_time', 'pg_conf_load_time'],
  ...['pg_is_in_recovery', 'pg_encoding_to_char', 'pg_char_to_encoding', 'pg_client_encoding', 'pg_describe_object'],
  ...['pg_identify_object', 'pg_input_is_valid', 'pg_input_error_info', 'pg_options_to_table', 'pg_collation_for'],
  ...['pg_partition_tree', 'pg_partition_ancestors', 'pg_partition_root', 'pg_blocking_pids', 'pg_lock_status'],
  ...['pg_timezone_names', 'pg_timezone_abbrevs', 'pg_trigger_depth', 'pg_has_role', 'pg_basetype'],
  ...['pg_current_wal_lsn', 'pg_wal_lsn_diff', 'pg_last_wal_receive_lsn', 'pg_last_wal_replay_lsn'],
  ...[
    'pg_last_xact_replay_timestamp',
    'pg_current_xact_id_if_assigned',
    'pg_current_snapshot',
    'pg_xact_commit_timestamp',
  ],
  ...['pg_index_column_has_property', 'pg_index_has_property', 'pg_indexam_has_property', 'pg_my_temp_schema'],
  ...['pg_relation_is_updatable', 'pg_column_is_updatable', 'pg_sequence_last_value', 'pg_sequence_parameters'],
]);
const HARMLESS_FAMILY =
  /^pg_(get_(?!wal|replication|logical|multixact|backend_memory|shmem|loaded)\w+|\w+_is_visible|stat_get_\w+)$/;

/**
 * What a read-only transaction does not stop, or stops only for some roles: reading and writing files of the server,
 * running text as SQL, changing settings, and reaching other sessions, machines and queues.
 */
const FORBIDDEN = [
  /^(lo_(?!get$)\w*|lowrite|loread)$/,
  /^dblink/,
  /^(set_config|nextval|setval|setseed)$/,
  /^(query|cursor)_to_xml/,
  /^(ts_stat|ts_rewrite|crosstab\w*|connectby|xpath_table)$/,
  /^(binary_upgrade_|brin_|gin_clean|heap_|postgres_fdw_|http|txid_current$|plpgsql_|plpython|plperl|system$)/,
  /^(copy_|file_|sys_|adminpack)/,
];
const FORBIDDEN_SCHEMAS = new Set([
  'cron',
  'aws_s3',
  'aws_lambda',
  'azure_storage',
  'pgagent',
  'pgq',
  'net',
  'documentdb_api',
]);

export function isForbiddenCall(name: string, schema: string | null): boolean {
  if (schema && FORBIDDEN_SCHEMAS.has(schema)) return true;
  if (name.startsWith('pg_')) return !HARMLESS.has(name) && !HARMLESS_FAMILY.test(name);
  return FORBIDDEN.some((pattern) => pattern.test(name));
}
