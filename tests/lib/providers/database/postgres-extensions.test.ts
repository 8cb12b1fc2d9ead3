import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import { postgresAdmin, type SqlAdmin } from './support/admins';
import { answer, call, loopback } from './support/subjects';

const DATABASE = 'places';
/** The PostgreSQL that the tests put behind MongoDB's protocol comes with extensions that ours does not have. */
const { engineUrl } = inject('databaseServers').mongodb;

describe.skipIf(!engineUrl)('a database with PostGIS, pgvector and RUM', () => {
  let admin: SqlAdmin;
  let session: DatabaseSession;

  beforeAll(async () => {
    const url = new URL(engineUrl ?? '');
    const [user, password] = [url.username, url.password].map(decodeURIComponent);
    const server = {
      url: url.href,
      host: url.hostname,
      port: Number(url.port),
      user: user ?? '',
      password: password ?? '',
    };
    admin = await postgresAdmin({ ...server, database: 'postgres', tlsPort: null, ca: null }, DATABASE);
    for (const name of ['postgis', 'vector', 'rum']) await admin.run(`create extension ${name}`);
    await admin.run(`
      create table spots (id int, at geometry(Point, 4326), place geography, path geometry, near vector(2));
      insert into spots values (1, st_setsrid(st_point(4, 52), 4326), st_point(4, 52)::geography, 'LINESTRING(0 0,1 1)', '[1,2]');
      create index on spots using gist (at); create index on spots using gist (place);
      create index on spots using brin (path); create view near_here as select id, st_astext(at) from spots;
      create table vectors (id int, half halfvec(2), sparse sparsevec(4), bits bit(3));
      insert into vectors values (1, '[1,2]', '{1:1}/4', '101');
      create index on vectors using hnsw (half halfvec_l2_ops); create index on vectors using hnsw (bits bit_hamming_ops);
      create index on vectors using ivfflat (half halfvec_cosine_ops) with (lists = 1);
      create role stroller login; grant select on all tables in schema public to stroller`);
    const kind = getDatabaseKind('postgres');
    const reach = {
      host: server.host,
      port: server.port,
      username: 'stroller',
      password: 'trusted',
      database: DATABASE,
    };
    session = kind.open(kind.parseSettings({ connection_name: 'Places', ...reach }), loopback);
  });
  afterAll(async () => {
    await session.close();
    await admin.run('drop owned by stroller; drop role stroller');
    await admin.close();
  });

  test.each([
    'select * from spots',
    'select * from near_here',
    'select id from vectors',
    "select half, sparse from vectors order by half <-> '[1,1]' limit 1",
    "select sparse <=> '{1:1}/4'::sparsevec, half::vector, bits <~> '111' from vectors",
    "select '[1,2]'::halfvec, avg(half), sum(l2_distance(sparse, sparse)) from vectors",
    'select st_asgeojson(at), st_x(at), st_srid(at), st_astext(path) from spots',
    'select st_distance(at, st_setsrid(st_point(0, 0), 4326)), st_distance(place, st_point(0, 0)::geography) from spots',
    'select id from spots where st_dwithin(place, st_point(4.1, 52)::geography, 10000)',
    'select id from spots where at && st_makeenvelope(0, 0, 90, 90, 4326) order by at <-> st_setsrid(st_point(4, 51), 4326)',
    'select st_intersects(path, st_buffer(st_point(0, 0), 1)), st_contains(path, path), st_within(path, path) from spots',
    'select st_buffer(place, 100), st_area(st_buffer(place, 100)) from spots',
    'select st_transform(at, 3857), st_centroid(path), st_simplify(path, 0.1), st_length(path) from spots',
    'select st_collect(at), st_union(path), st_extent(path), st_3dextent(path), st_makeline(at) from spots',
    'select st_asmvt(t) from (select id, at from spots) t',
    'select st_clusterdbscan(at, 1, 1) over (), st_clusterkmeans(at, 1) over () from spots',
    'select st_generatepoints(st_makeenvelope(0, 0, 1, 1), 3), st_symdifference(path, path) from spots',
    'select (st_dump(path)).geom, (st_dumppoints(path)).path from spots',
    'select st_hexagongrid(1, st_makeenvelope(0, 0, 3, 3))',
    'select * from geometry_columns',
    'select srtext from spatial_ref_sys where srid = 4326',
    'select postgis_version(), postgis_lib_version()',
    "select near <-> '[1,1]', near <=> '[1,1]', l2_distance(near, '[1,1]'), vector_dims(near) from spots order by near <=> '[1,1]'",
    'select avg(near), sum(near) from spots',
    "select id from spots where to_tsvector('a b') @@ 'a'",
  ])('%s is answered', async (query) => {
    await answer(session, 'query', { query });
  });

  test.each([
    "select updategeometrysrid('spots', 'at', 3857)",
    "select addgeometrycolumn('spots', 'more', 4326, 'POINT', 2)",
    "select dropgeometrytable('spots')",
    'select populate_geometry_columns()',
    'select postgis_extensions_upgrade()',
    "select find_srid('public', 'spots', 'at')",
    "select st_estimatedextent('spots', 'at')",
    "select st_findextent('spots', 'at')",
    "select _postgis_index_extent('spots', 'at')",
    "select lockrow('spots', '1', 'me')",
  ])('%s is not', async (query) => {
    expect(await call(session, 'query', { query })).toMatchObject({ ok: false });
  });
});
