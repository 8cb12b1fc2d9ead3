import { isForbiddenCall } from '../functions';

/** What the server's catalogue says of a function that a statement may run. */
export type FunctionFact = {
  /** What leads to it: null when the statement names it itself. */
  via: string | null;
  schema: string;
  name: string;
  /** The least and the most arguments it takes. */
  min_args: number;
  max_args: number | null;
  volatility: 'i' | 's' | 'v';
  /** Made with the cluster, and not by anybody since. */
  is_builtin: boolean;
  extension: string | null;
  /** Makes values of a range that somebody defined, whose type is looked at by itself. */
  is_constructor: boolean;
  /** Takes what only the server itself passes: raw text of any type by its number, or a pointer. */
  is_internal: boolean;
  /** Only a superuser can have made it: it is compiled, or in SQL and belongs to one. */
  is_superusers: boolean;
  /** Of a function in SQL, whose names are found on the search path of whoever calls it. */
  body: string | null;
};

/** Volatile because they answer differently each time, not because they change anything. */
const HARMLESS_VOLATILE = new Set([
  ...['random', 'random_normal', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'clock_timestamp', 'timeofday', 'lo_get'],
  ...['pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_relation_size', 'pg_total_relation_size', 'pg_table_size'],
  ...['pg_indexes_size', 'pg_database_size', 'pg_tablespace_size', 'pg_blocking_pids', 'pg_lock_status'],
  ...['pg_partition_tree', 'pg_partition_ancestors', 'pg_partition_root', 'pg_sequence_last_value'],
  ...['pg_is_in_recovery', 'pg_is_wal_replay_paused', 'pg_last_wal_receive_lsn', 'pg_last_wal_replay_lsn'],
  ...['pg_last_xact_replay_timestamp', 'pg_current_wal_lsn', 'pg_current_wal_flush_lsn', 'pg_current_wal_insert_lsn'],
  ...['pg_xact_commit_timestamp', 'pg_xact_status', 'txid_status', 'pg_collation_actual_version', 'pg_stat_have_stats'],
  ...['pg_notification_queue_usage', 'pg_tablespace_databases', 'pg_trigger_depth', 'pg_prepared_xact'],
  ...['pg_safe_snapshot_blocking_pids', 'pg_get_wal_replay_pause_state', 'pg_control_checkpoint', 'pg_control_system'],
  ...['array_sample', 'array_shuffle', 'current_query', 'bernoulli', 'system'],
]);
const HARMLESS_VOLATILE_FAMILY = /^pg_stat_get_/;

/** Stable by the catalogue, although they read tables that no statement names, or take a number from a counter. */
const DANGEROUS = /^(table|schema|database)_to_xml|^(txid_current|pg_current_xact_id|pg_config)$|_validator$/;

type Trust = {
  /** Volatile functions of the extension that change nothing. */
  volatile?: RegExp;
  /** Functions that run text as SQL, or read what no statement names. */
  except?: RegExp;
};

/**
 * Extensions whose immutable and stable functions compute and nothing else, as a superuser made them. Many can be made by
 * anybody who may make schemas, and whoever made one can add functions of their own to it.
 */
const TRUSTED_EXTENSIONS: Record<string, Trust> = {
  ...{
    btree_gin: {},
    btree_gist: {},
    citext: {},
    cube: {},
    dict_int: {},
    dict_xsyn: {},
    earthdistance: {},
    fuzzystrmatch: {},
  },
  ...{ hstore: {}, intarray: {}, isn: {}, ltree: {}, pg_trgm: {}, seg: {}, unaccent: {}, hll: {}, h3: {} },
  // What the indexes of its types run is volatile by the catalogue, because it says nothing of itself.
  vector: { volatile: /^(hnsw|ivfflat)_(halfvec|sparsevec|bit)_support$/ },
  pgcrypto: { volatile: /^(gen_random_bytes|gen_random_uuid|gen_salt|pgp_(sym|pub)_encrypt(_bytea)?)$/ },
  'uuid-ossp': { volatile: /^uuid_generate_v/ },
  rum: { except: /_(info|items)$/ },
  pg_stat_statements: { volatile: /^pg_stat_statements(_info)?$/ },
  tablefunc: { volatile: /^normal_rand$/, except: /^(crosstab|connectby)/ },
  tsm_system_rows: { volatile: /^system_rows$/ },
  tsm_system_time: { volatile: /^system_time$/ },
  timescaledb: { except: /^(?!time_bucket)/ },
  postgis: {
    volatile:
      /^((geometry|geography|geog|geom[234]d)_(gist|spgist|brin)_|st_(generatepoints|clusterkmeans|symmetricd))/,
    except: /^(find_|st_find|st_estimated|_postgis_index|updategeom|addauth|lockrow|checkauth|postgis_(ext|scripts))/,
  },
  postgis_raster: { except: /^(?!st_)|extent/ },
  postgis_topology: { except: /./ },
};

/** Functions are allowed, not forbidden: what nobody knows to be harmless is refused. */
export function mayRun(fact: FunctionFact, ownersChoice: ReadonlySet<string>): boolean {
  const { name, volatility, is_builtin: isBuiltin, extension, via } = fact;
  if (isChosen(fact, ownersChoice)) return true;
  if (fact.is_constructor) return true;
  if (via === null && fact.is_internal && !isSamplingMethod(name)) return false;
  const isVolatile = volatility === 'v';
  if (isBuiltin) return !isDangerous(name) && (!isVolatile || isHarmlessVolatile(name));
  const trust = extension === null ? undefined : TRUSTED_EXTENSIONS[extension];
  if (!trust || !fact.is_superusers || trust.except?.test(name)) return false;
  return !isVolatile || (trust.volatile?.test(name) ?? false);
}

export const isChosen = (fact: FunctionFact, ownersChoice: ReadonlySet<string>) =>
  mayBeChosen(fact) && ownersChoice.has(`${fact.schema}.${fact.name}`);

/**
 * Whether it is the owner's to allow. Not the server's own functions, nor those of an extension that run text as SQL or
 * reach files, settings or other servers: text that they run is read by nobody.
 */
export function mayBeChosen({ schema, name, is_builtin: isBuiltin, extension }: FunctionFact): boolean {
  return !isBuiltin && (extension === null || !isForbiddenCall(name, schema));
}

export const isDangerous = (name: string) => DANGEROUS.test(name);
export const isHarmlessVolatile = (name: string) => HARMLESS_VOLATILE.has(name) || HARMLESS_VOLATILE_FAMILY.test(name);
export const isSamplingMethod = (name: string) => /^(bernoulli|system|system_rows|system_time)$/.test(name);

/** Relations of the server that show passwords, files of its machine, and how it reaches other servers. */
const SECRET_RELATIONS = new Set([
  ...['pg_authid', 'pg_shadow', 'pg_largeobject', 'pg_config', 'pg_statistic'],
  ...['pg_hba_file_rules', 'pg_ident_file_mappings', 'pg_file_settings'],
  ...['pg_subscription', 'pg_user_mapping', 'pg_user_mappings', 'user_mapping_options', '_pg_user_mappings'],
  // Options of other servers are shown to everybody, and wrappers for services keep keys among them.
  ...['pg_foreign_server', 'foreign_server_options', '_pg_foreign_servers'],
  ...['pg_foreign_table', 'foreign_table_options', '_pg_foreign_tables', '_pg_foreign_table_columns'],
  ...['pg_foreign_data_wrapper', 'foreign_data_wrapper_options', '_pg_foreign_data_wrappers'],
]);

/**
 * Where the server keeps long values of a table (TOAST): those of all columns and rows, of the relations above too, and
 * whatever row-level security hides.
 */
const LONG_VALUES = /^pg_toast_\d+$/;

export const isSecret = (name: string) => SECRET_RELATIONS.has(name) || LONG_VALUES.test(name);
/** Values of columns, of hidden ones too where the user may read those. */
export const showsStatistics = (name: string) => name === 'pg_stats';
