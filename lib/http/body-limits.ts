const MIB = 1024 * 1024;

/**
 * How large a body may be, by who sends it and what it is for. What is larger is refused before it is read, because
 * handlers read bodies whole. docs/operate.md names these figures; a test compares them.
 */
export const BODY_LIMITS = {
  /** The arguments of a tool, and an MCP message, which holds them. No endpoint takes more. */
  callBytes: 4 * MIB,
  otherBytes: MIB,
  /** Without valid credentials: more than any form has, and as much as a provider's webhook may. */
  strangerBytes: MIB / 4,
};

/** All bodies worth counting that are being read, or whose requests are being answered, in one process. */
export const BODIES_AT_ONCE = { knownBytes: 128 * MIB, strangerBytes: 32 * MIB };
