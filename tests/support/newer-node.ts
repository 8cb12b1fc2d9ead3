import { existsSync } from 'node:fs';

const NEEDED = 22;

/** Some tools of the tests need a newer Node than the product does. */
export function newerNode(): string {
  const { TEST_NODE } = process.env;
  if (TEST_NODE && existsSync(TEST_NODE)) return TEST_NODE;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  throw new Error(`This test needs Node ${NEEDED} or newer: set TEST_NODE to its program.`);
}
