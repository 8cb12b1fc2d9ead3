import { cache } from 'react';
import { readReference } from '@/components/reference/read-reference';
import { describeApi } from '@/lib/http/openapi/describe-api';

/** For the frame, the title and the page of one request, read once. */
export const getReference = cache(async () => readReference(await describeApi()));
