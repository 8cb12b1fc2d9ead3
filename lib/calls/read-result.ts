import { type Principal, requireAccount } from '@/lib/domain/identity/principal';
import { AnswerRoom } from './answer-room';
import { findCaller } from './call-tool';
import { usable } from './find-tool';
import { openToolbox } from './open-toolbox';
import { foreignCursor, getPart, isResultOf, openCursor, type Page } from './result-cursor';

/** The next part of a result, for whoever could call its tool now: what may not be called is not read either. */
export async function readResult(principal: Principal, cursor: string): Promise<Omit<Page, 'content'>> {
  const accountId = requireAccount(principal);
  const opened = await openCursor(accountId, cursor);
  if (principal.agentId !== null && principal.agentId !== opened.agentId) throw foreignCursor();
  const agent = await findCaller(principal, opened.agentId ?? undefined);
  const { bySpelling } = await openToolbox(principal, agent);
  const offer = [...bySpelling.values()].flat().find((each) => isResultOf(opened, each, agent?.id ?? null));
  if (!offer) throw foreignCursor();
  usable(offer);
  const room = new AnswerRoom(accountId);
  return getPart(accountId, opened, room).finally(() => room.leave());
}
