import type { DatabaseQuery } from '@/lib/contracts/database-query';
import { getDatabaseProfile } from '@/lib/domain/databases/databases';
import type { Principal } from '@/lib/domain/identity/principal';
import { toToolName } from '@/lib/providers/database/tool-names';
import { type Answer, type Call, callTool } from './call-tool';

type About = Pick<Call, 'requestId' | 'signal' | 'onAllowance'>;

/** What the pages ask of a database goes the same way as an agent's call, with the same limits and the same record. */
export async function callDatabase(
  principal: Principal,
  databaseId: string,
  { tool, input, cursor }: Omit<DatabaseQuery, 'user_id'>,
  about: About,
): Promise<Answer> {
  const { id: profileId } = await getDatabaseProfile(principal, databaseId);
  const name = toToolName(tool, profileId);
  return callTool(principal, { executionId: crypto.randomUUID(), tool: name, input, profileId, cursor, ...about });
}
