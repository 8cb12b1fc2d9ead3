import * as z from 'zod';

/** On a list that is not whole yet, because what it is made of is still being read; absent from one that is. */
export const Syncing = z.literal(true).optional().describe('Present while the list is still being read and not whole.');
