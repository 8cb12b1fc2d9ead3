/** For LIKE: rows that contain the text as it stands. `%` and `_` are letters to whoever typed them. */
export function containing(text: string): string {
  return `%${escapeLike(text)}%`;
}

/** As `containing`, for names that are written with `-`, `_` or spaces: one stands for the others. */
export function containingName(text: string): string {
  return `%${text.replace(/[\\%]/g, '\\$&').replace(/[-_\s]/g, '_')}%`;
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
