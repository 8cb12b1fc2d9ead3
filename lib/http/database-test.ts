import type { DatabaseTest } from '@/lib/contracts/database';
import type { ErrorCode } from '@/lib/contracts/error';
import type { Locale } from '@/lib/contracts/user';
import type { TestedDatabase } from '@/lib/domain/databases/test-database';
import { AppError } from '@/lib/errors';
import { toText, toTexts } from '@/lib/sentence';
import { translate } from './translate';

/** What a try can come to that is about what was filled in. Anything else is an error of the request. */
const ANSWERS: readonly ErrorCode[] = ['invalid_request', 'forbidden', 'provider_rejected', 'provider_unavailable'];

/** A try that failed is an answer, with the field to look at first. */
export async function answerTest(trying: Promise<TestedDatabase>, locale: Locale): Promise<DatabaseTest> {
  try {
    const done = await trying;
    return { ...done, message: toText(done.message, locale) };
  } catch (caught) {
    if (!(caught instanceof AppError) || !ANSWERS.includes(caught.code)) throw caught;
    const { words, fieldWords = {} } = translate(caught, locale);
    const fields = toTexts(fieldWords, locale);
    const [field] = Object.keys(fields);
    const nothing = { latency_ms: null, server_version: null, server_product: null, role: null };
    return { success: false, message: toText(words, locale), ...nothing, ...(field && { field, fields }) };
  }
}
