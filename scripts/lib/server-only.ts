/** `server-only` throws wherever Next does not bundle it; what Next puts in its place does nothing. */
export const SERVER_ONLY = { 'server-only': './node_modules/next/dist/compiled/server-only/empty.js' };
