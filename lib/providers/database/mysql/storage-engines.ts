import { Refusal } from '../refusal';

/**
 * Engines that keep their rows on the server itself. The others read from another server or a file, which they tell to
 * run a statement of their own: FEDERATED, CONNECT, SPIDER, SPHINX, S3, OQGRAPH and whatever is loaded later.
 * The tables that a MRG_MyISAM table joins can only be MyISAM ones.
 */
const LOCAL = new Set(
  `archive aria columnstore csv innodb memory mrg_myisam myisam mroonga ndb ndbcluster performance_schema rocksdb
   sequence tokudb`.split(/\s+/),
);

/** Throws unless all of these are tables of an engine that reads nothing but rows of this server. */
export function requireLocalEngines(schema: string, tables: (string | null)[][]): void {
  for (const [name, type, engine] of tables) {
    if (type === 'VIEW' || type === 'SYSTEM VIEW' || LOCAL.has(engine?.toLowerCase() ?? '')) continue;
    const shown = `${schema}.${name ?? ''}`.slice(0, 120);
    throw new Refusal(
      engine
        ? `The table ${shown} may not be read here: its engine ${engine} may reach beyond this server.`
        : `The table ${shown} may not be read here: its engine is not known.`,
    );
  }
}
