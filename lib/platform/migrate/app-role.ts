import pg from 'pg';

/**
 * The login role of the application: a member of patchbay_app, which holds the rights, named after the database so
 * that two installations on one server do not share it. Its password follows the one given, so changing the secret
 * it is derived from takes effect at the next start.
 */
export async function ensureAppRole(client: pg.Client, ownerUrl: string, password: string): Promise<string> {
  const { rows } = await client.query('select current_database() as name');
  const role = `${rows[0].name}_login`;
  const name = pg.escapeIdentifier(role);
  const secret = pg.escapeLiteral(password);
  await client.query(
    `do $$ begin create role ${name} login; exception when duplicate_object or unique_violation then null; end $$`,
  );
  await client.query(`alter role ${name} with login nosuperuser nobypassrls password ${secret}`);
  await client.query(`grant patchbay_app to ${name}`);
  await client.query('revoke all on _prisma_migrations from patchbay_app');
  await client.query('grant select on _prisma_migrations to patchbay_app'); // readiness compares it with the code
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}
