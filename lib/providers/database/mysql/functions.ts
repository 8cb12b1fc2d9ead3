/**
 * Functions that only compute from what they are given, or tell something harmless about the server or the session, in
 * MySQL 8 and 9 and in MariaDB 10 to 12. What is not here is refused: what reads files, takes locks, waits, advances
 * sequences, sets the number of the last insert, asks other servers, and whatever a later version brings.
 */
const BY_PURPOSE = {
  aggregates: `any_value approx_count_distinct avg bit_and bit_or bit_xor count group_concat json_arrayagg
    json_objectagg max median min percentile_cont percentile_disc rollup_group_item
    rollup_sum_switcher st_collect std stddev stddev_pop stddev_samp sum
    var_pop var_samp variance`,
  windows: 'cume_dist dense_rank first_value grouping lag last_value lead nth_value ntile percent_rank rank row_number',
  choices: 'coalesce decode_oracle elt field greatest if ifnull interval isnull least nullif nvl nvl2',
  numbers: `abs acos asin atan atan2 bin bit_count ceil ceiling conv cos cot crc32 crc32c degrees exp floor format hex
    ln log log10 log2 mod oct pi pow power radians rand round sign sin sqrt tan to_number truncate`,
  text: `ascii bit_length char char_length character_length charset chr coercibility collation concat
    concat_operator_oracle concat_ws export_set find_in_set from_base64 insert instr lcase left length lengthb locate
    lower lpad lpad_oracle ltrim ltrim_oracle make_set mid name_const natural_sort_key octet_length ord position quote
    regexp_instr regexp_like regexp_replace regexp_substr repeat replace replace_oracle reverse right rpad rpad_oracle
    rtrim rtrim_oracle sformat soundex space strcmp substr substr_oracle substring substring_index to_base64 to_char
    trim trim_oracle ucase unhex upper weight_string`,
  times: `add_months adddate addtime convert_tz curdate current_date current_time current_timestamp curtime date
    date_add date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear extract from_days from_unixtime
    get_format hour last_day localtime localtimestamp makedate maketime microsecond minute month monthname now
    period_add period_diff quarter sec_to_time second str_to_date subdate subtime sysdate time time_format time_to_sec
    timediff timestamp timestampadd timestampdiff to_date to_days to_seconds unix_timestamp utc_date utc_time
    utc_timestamp week weekday weekofyear year yearweek`,
  json: `json_array json_array_append json_array_insert json_array_intersect json_compact json_contains
    json_contains_path json_depth json_detailed json_equals json_exists json_extract json_insert json_key_value
    json_keys json_length json_loose json_merge json_merge_patch json_merge_preserve json_normalize json_object
    json_object_filter_keys json_object_to_array json_overlaps json_pretty json_query json_quote json_remove
    json_replace json_schema_valid json_schema_validation_report json_search json_set json_storage_free
    json_storage_size json_table json_type json_unquote json_valid json_value`,
  conversions: `bin_to_uuid binary cast convert column_check column_create column_delete column_exists column_get
    column_json column_list column_add compress decode encode inet6_aton inet6_ntoa inet_aton inet_ntoa is_ipv4
    is_ipv4_compat is_ipv4_mapped is_ipv6 is_uuid uncompress uncompressed_length uuid_to_bin`,
  digests: `aes_decrypt aes_encrypt des_decrypt des_encrypt kdf md5 old_password password random_bytes sha sha1 sha2
    statement_digest statement_digest_text validate_password_strength`,
  xml: 'extractvalue updatexml',
  vectors: `distance from_vector string_to_vector to_vector vec_distance vec_distance_cosine vec_distance_euclidean
    vec_fromtext vec_totext vector_dim vector_distance vector_to_string`,
  places: `geometrycollection geomcollection linestring mbrcontains mbrcoveredby mbrcovers mbrdisjoint mbrequal
    mbrequals mbrintersects mbroverlaps mbrtouches mbrwithin multilinestring multipoint multipolygon point polygon
    area asbinary asgeojson astext aswkb aswkt boundary buffer centroid contains convexhull crosses dimension disjoint
    endpoint envelope equals exteriorring geomcollfromtext geomcollfromwkb geometrycollectionfromtext
    geometrycollectionfromwkb geometryfromtext geometryfromwkb geometryn geometrytype geomfromtext geomfromwkb glength
    interiorringn intersects isclosed isempty isring issimple linefromtext linefromwkb linestringfromtext
    linestringfromwkb mlinefromtext mlinefromwkb mpointfromtext mpointfromwkb mpolyfromtext mpolyfromwkb
    multilinestringfromtext multilinestringfromwkb multipointfromtext multipointfromwkb multipolygonfromtext
    multipolygonfromwkb numgeometries numinteriorrings numpoints overlaps pointfromtext pointfromwkb pointn
    pointonsurface polyfromtext polyfromwkb polygonfromtext polygonfromwkb srid startpoint touches within x y
    st_area st_asbinary st_asgeojson st_astext st_aswkb st_aswkt st_boundary st_buffer st_buffer_strategy st_centroid
    st_contains st_convexhull st_crosses st_difference st_dimension st_disjoint st_distance st_distance_sphere
    st_endpoint st_envelope st_equals st_exteriorring st_frechetdistance st_geohash st_geomcollfromtext
    st_geomcollfromtxt st_geomcollfromwkb st_geometrycollectionfromtext st_geometrycollectionfromwkb
    st_geometryfromtext st_geometryfromwkb st_geometryn st_geometrytype st_geomfromgeojson st_geomfromtext
    st_geomfromwkb st_hausdorffdistance st_interiorringn st_intersection st_intersects st_isclosed st_isempty st_isring
    st_issimple st_isvalid st_latfromgeohash st_latitude st_length st_linefromtext st_linefromwkb
    st_lineinterpolatepoint st_lineinterpolatepoints st_linestringfromtext st_linestringfromwkb st_longfromgeohash
    st_longitude st_makeenvelope st_mlinefromtext st_mlinefromwkb st_mpointfromtext st_mpointfromwkb st_mpolyfromtext
    st_mpolyfromwkb st_multilinestringfromtext st_multilinestringfromwkb st_multipointfromtext st_multipointfromwkb
    st_multipolygonfromtext st_multipolygonfromwkb st_numgeometries st_numinteriorring st_numinteriorrings st_numpoints
    st_overlaps st_pointatdistance st_pointfromgeohash st_pointfromtext st_pointfromwkb st_pointn st_pointonsurface
    st_polyfromtext st_polyfromwkb st_polygonfromtext st_polygonfromwkb st_relate st_simplify st_srid st_startpoint
    st_swapxy st_symdifference st_touches st_transform st_union st_validate st_within st_x st_y`,
  server: `connection_id current_role current_user database decode_histogram format_bytes format_pico_time found_rows
    gtid_subset gtid_subtract icu_version last_insert_id ps_current_thread_id ps_thread_id row_count schema
    session_user sys_guid system_user user uuid uuid_short uuid_v4 uuid_v7 version`,
};

const KNOWN = new Set(Object.values(BY_PURPOSE).flatMap((names) => names.split(/\s+/)));

/**
 * The stored functions that the servers ship in the schema `sys`, and that its views are made of. These only read, but
 * a user may have put another one in the place of one.
 */
export const SYS_FUNCTIONS: ReadonlySet<string> = new Set(
  `extract_schema_from_file_name extract_table_from_file_name format_bytes format_path format_statement format_time
   list_add list_drop ps_is_account_enabled ps_is_consumer_enabled ps_is_instrument_default_enabled
   ps_is_instrument_default_timed ps_is_thread_instrumented ps_thread_account ps_thread_id ps_thread_stack
   ps_thread_trx_info quote_identifier sys_get_config version_major version_minor version_patch`.split(/\s+/),
);

/** Names under which MariaDB knows its own functions, beside the plain one. */
const OWN_SCHEMAS = new Set(['mariadb_schema', 'oracle_schema', 'maxdb_schema']);

export function isKnownFunction(name: string, schema: string | null): boolean {
  return (schema === null || OWN_SCHEMAS.has(schema)) && KNOWN.has(name);
}
