/** For LIKE: rows that contain the text as it stands. `%` and `_` are letters to whoever typed them. */
export function containing(text: string): string {
  return `%${escapeLike(text)}%`;
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
