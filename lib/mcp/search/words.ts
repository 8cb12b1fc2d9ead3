/** Words that say nothing about which tool is meant. */
const EMPTY = new Set(
  `a an the of to in on at for from with by and or my me i we our us you your it its this that these those is are be
  was were do does did can could would will shall should please want need how what which who whom where when all any
  some new into via using use about up out as if so there their them then than just let s`.split(/\s+/),
);

/** People ask in other words than tools are named in. Each line is one meaning; the first word stands for all. */
const MEANINGS = [
  'create make add insert open start build generate file raise register',
  'delete remove erase trash discard drop destroy cancel',
  'update edit change modify set alter rename adjust move reschedule',
  'list show browse enumerate display',
  'find search look lookup query locate',
  'get read fetch retrieve view see check',
  'send write post email mail message reply tell notify dm tweet publish',
  'event meeting appointment call calendar slot',
  'message chat dm',
  'issue bug ticket task todo card',
  'contact person people lead customer client',
  'deal opportunity',
  'company organization organisation account',
  'file document doc attachment',
  'table sheet spreadsheet',
  'repository repo',
  'payment charge invoice bill',
  'row record entry',
].map((line) => line.split(' '));

/** A word that stands for several meanings keeps them all. */
const SAME = new Map<string, string[]>();
for (const [first = '', ...others] of MEANINGS) {
  for (const word of others) SAME.set(word, [...(SAME.get(word) ?? []), first]);
}

/** The words under which a word is found: its stem, and what it is also called. */
export function meaningOf(term: string): string | string[] | null {
  const word = term.toLowerCase();
  if (EMPTY.has(word)) return null;
  const stem = stemOf(word);
  const others = SAME.get(stem) ?? SAME.get(word) ?? [];
  return others.length > 0 ? [stem, ...others] : stem;
}

/** Enough of a stemmer for the plurals and tenses that questions are asked in. */
function stemOf(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  if (word.endsWith('ing') && word.length > 6) return word.slice(0, -3);
  return word;
}
