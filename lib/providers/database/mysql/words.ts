const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/**
 * Words that may stand before an opening bracket without calling a function: keywords, which the servers take for the
 * name of a function only when they are quoted. Some are no keywords in an old version; they are looked up there.
 */
export const BEFORE_BRACKET = setOf(
  `against all and any as between by case columns cube distinct distinctrow div else except exists from group having in
   index intersect is join key lateral like limit match mod not of on or order over partition regexp rlike rollup row select
   some sounds straight_join table then union using values when where window with xor`,
);

/** Types with a length. Some are no reserved words, but all are keywords, so none of them can name a function. */
export const TYPES = setOf(
  `bigint binary bit blob char character dec decimal double enum fixed float int integer mediumint nchar numeric
   nvarchar real smallint text tinyint varbinary varchar datetime`,
);

/**
 * Reserved in both servers, so that none is a name unless it is quoted or follows a dot, and in no statement that
 * reads. The first three lines are what a SELECT could do besides reading.
 */
export const NEVER_READS = setOf(
  `into outfile procedure lock
   call delete insert load replace update
   set
   add alter asensitive before cascade change check condition constraint continue create cursor declare delayed
   describe deterministic drop each elseif enclosed escaped exit explain foreign fulltext grant infile inout insensitive
   iterate kill leave linear lines loop low_priority modifies no_write_to_binlog optimize option optionally out purge
   read reads references release rename repeat require resignal restrict return revoke sensitive show signal
   specific sqlexception sqlstate sqlwarning starting terminated to trigger undo unlock usage varying while write
   zerofill`,
);

/** Words of `NEVER_READS` that are functions before a bracket. */
export const ALSO_FUNCTIONS = setOf('insert repeat replace');

/** Every word that begins a statement in either server, those of stored programs included. */
export const BEGINS_STATEMENT = setOf(
  `alter analyze backup begin binlog cache call case change check checksum clone close commit create deallocate declare
   delete delimiter desc describe do drop end execute explain fetch flush for get goto grant handler help if import
   insert install iterate kill leave load lock loop open optimize prepare purge raise release rename repair repeat
   replace reset resignal restart return revoke rollback savepoint select set show shutdown signal start stop table
   truncate uninstall unlock update use values while with xa`,
);

export const BEGINS_QUERY = setOf('select with values table');

/** Words that are no table's name unless quoted; only so that fewer names have to be looked up. */
export const NO_NAMES = setOf(
  `all and as asc between by case cross current_date current_timestamp desc distinct div else exists false from group
   having in inner interval is join left like limit not null on or order outer over partition right rows select
   table then true union using when where window with xor`,
);

/** What SHOW may show. Not users and what others may do, which show hashes of passwords, and no log files. */
export const SHOWN = new RegExp(
  `^(?:${[
    '(?:(?:global|session|local) )?(?:status|variables)',
    '(?:extended )?(?:full )?(?:tables|columns|fields)',
    '(?:extended )?(?:index|indexes|keys)',
    'create (?:table|view|database|schema|procedure|function|trigger|event|sequence|package|package body)',
    '(?:table|procedure|function|package|package body) status',
    'grants(?: for current_user)?(?! for)',
    '(?:full )?processlist',
    'engine \\w+ status',
    '(?:storage )?engines',
    '(?:client|index|table|user)_statistics',
    'open tables|databases|schemas|triggers|events|character set|charset|collation|plugins|privileges',
  ].join('|')})(?= |$)`,
);
