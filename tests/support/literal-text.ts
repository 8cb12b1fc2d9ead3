import { transformSync } from 'esbuild';

/** What a person reads or hears of an element. */
const SPOKEN =
  /(?:^|[{,\s])"?(children|aria-label|title|placeholder|alt|label|description|heading|help|hint|term)"?:\s*$/;
const TOKEN = /"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[[\]{}()]/g;

/** Words written straight into a component, where they would stay English for everybody. */
export function literalText(source: string): string[] {
  const { code } = transformSync(source, { loader: 'tsx', jsx: 'automatic', charset: 'utf8' });
  const elements = [...code.matchAll(/\bjsxs?\(\s*[\w.]+\s*,\s*(?=\{)|\bjsxs?\(\s*"[\w-]+"\s*,\s*(?=\{)/g)];
  return elements.flatMap((element) => spokenProps(code.slice(element.index + element[0].length))).filter(isWords);
}

/** From the brace that opens an element's props to the one that closes them. */
function spokenProps(code: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let listDepth = 0;
  for (const { 0: token, index } of code.matchAll(TOKEN)) {
    const before = code.slice(0, index);
    const after = code.slice(index + token.length);
    if (token.startsWith('"')) {
      const isProp = depth === 1 && SPOKEN.test(before.slice(-40)) && /^\s*[,}]/.test(after);
      const isChild = listDepth > 0 && depth === listDepth && /[[,]\s*$/.test(before) && /^\s*[,\]]/.test(after);
      if (isProp || isChild) found.push(JSON.parse(token));
    } else if ('[{('.includes(token)) {
      depth += 1;
      if (token === '[' && depth === 2 && /\bchildren:\s*$/.test(before.slice(-20))) listDepth = depth;
    } else if (']})'.includes(token)) {
      if (depth === listDepth) listDepth = 0;
      depth -= 1;
      if (depth === 0) break;
    }
  }
  return found;
}

/** Two letters in a row make a word; one is a key's name. */
function isWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}
