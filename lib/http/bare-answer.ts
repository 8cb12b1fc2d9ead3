import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { toErrorAnswer } from './answer';
import { readLocale } from './read-locale';
import { requestIdOf } from './request-id';

/**
 * What next-auth does not know, an action, a provider or a method for one, it answers with a line of plain text. It
 * becomes an error as every other address gives it.
 */
export function withWords(answer: Response, request: Request, provider: string | undefined): Response {
  const isBare = answer.status >= 400 && answer.headers.get('content-type')?.startsWith('text/plain');
  if (!isBare) return answer;
  const message = provider === 'demo' ? say('notFound.demo') : say('http.nothingHere');
  const about = { requestId: requestIdOf(request), headers: new Headers(), locale: readLocale(request) };
  return toErrorAnswer(new AppError('not_found', message), about);
}
