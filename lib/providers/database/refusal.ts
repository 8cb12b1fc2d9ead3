/** Something a tool will not do, said to the caller as the tool's own answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
