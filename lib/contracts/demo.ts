import * as z from 'zod';

/** Carried by whatever came from the built-in sandbox in place of a real service; absent from everything else. */
export const Demo = z.literal(true).optional().describe('Present on what came from the built-in sandbox.');
