/**
 * A reason to stop that one sentence explains. It is printed as it is, without a stack, and the exit code is 1.
 * Empty when the sentence has already been printed by whoever stopped.
 */
export class Stop extends Error {
  override readonly name = 'Stop';
}

/** Runs a command's body; what it expected to go wrong is one line, anything else keeps its stack. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    report(error);
    process.exit(1);
  }
}

export function report(error: unknown): void {
  if (!(error instanceof Stop)) console.error(error);
  else if (error.message) console.error(error.message);
}
