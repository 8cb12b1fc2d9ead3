const ID = /^db_([0-9a-z]{25})$/;
const TOOL = /^DB_([A-Z][A-Z0-9_]*)_(db_[0-9a-z]{25})$/;
const HIGHEST = 2n ** 128n;

/** A profile's id as callers of the gateway know it: short enough to stand in the names of tools, and the same back. */
export function toDatabaseId(profileId: string): string {
  return `db_${BigInt(`0x${profileId.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0')}`;
}

/** Null for what is no such id. Whether there is such a profile is another question. */
export function toProfileId(databaseId: string): string | null {
  const [, digits] = ID.exec(databaseId) ?? [];
  if (!digits) return null;
  const value = [...digits].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  if (value >= HIGHEST) return null;
  return value
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `DB_QUERY_db_…`: unique among all databases, stable, and within the 64 characters that agents accept. */
export function toToolName(tool: string, profileId: string): string {
  return `DB_${tool.toUpperCase()}_${toDatabaseId(profileId)}`;
}

/** The session's own name for a tool; null for what is no name of a database's tool. */
export function fromToolName(name: string): string | null {
  return TOOL.exec(name)?.[1]?.toLowerCase() ?? null;
}
