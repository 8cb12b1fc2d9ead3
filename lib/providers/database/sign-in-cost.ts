/**
 * A server says how often a password is hashed to sign in (RFC 5802), and the threads that compute it cannot be stopped:
 * a few billion take every thread of the process for hours. Half of this is what the careful advise today.
 */
export const MAX_SCRAM_ITERATIONS = 1_000_000;
