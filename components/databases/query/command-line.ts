/**
 * A command as it is typed at Redis' own prompt: words, or whatever stands in quotes, with the escapes of JSON in double
 * ones. Throws a SyntaxError where a quote stays open.
 */
export function wordsOf(line: string): string[] {
  const found = [...line.trim().matchAll(/("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+)(?=\s|$)\s*/gy)];
  const length = found.reduce((sum, [whole]) => sum + whole.length, 0);
  if (length !== line.trim().length) throw new SyntaxError();
  return found.map(([, word = '']) => unquoted(word));
}

function unquoted(word: string): string {
  if (word.startsWith('"')) return String(JSON.parse(word));
  return word.startsWith("'") ? word.slice(1, -1) : word;
}
