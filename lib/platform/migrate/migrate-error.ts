/** Why the database cannot be brought up to date, in words for whoever runs it. */
export class MigrateError extends Error {
  override readonly name = 'MigrateError';
}
