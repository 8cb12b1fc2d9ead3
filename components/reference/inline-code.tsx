import { Fragment } from 'react';

/** Prose with `code` in it, as descriptions are written. */
export function InlineCode({ text }: { text: string }) {
  return partsOf(text).map(({ at, part, isCode }) =>
    isCode ? (
      <code key={at} className="rounded-xs bg-sunken px-1 py-0.5 font-mono text-xs">
        {part}
      </code>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    ),
  );
}

function partsOf(text: string) {
  let at = 0;
  return text.split('`').map((part, index) => {
    const start = at;
    at += part.length + 1;
    return { at: start, part, isCode: index % 2 === 1 };
  });
}
