/** What the server sent does not follow the protocol. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}
