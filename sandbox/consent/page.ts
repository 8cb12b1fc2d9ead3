import type { App } from '../apps/define';
import { IDENTITIES } from './identities';
import type { Words } from './words';

export type Question = { app: App; requester: string | null; error: string | null };

/** Relative links only: the page may be passed through under any path. No script, no inline style. */
export function consentPage(words: Words, { app, requester, error }: Question): string {
  const asks = words.asks(requester ?? words.someone, app.name);
  // The first button is the one that Enter presses, so Allow comes first here and second on the screen.
  return shell(
    words,
    { title: words.title(app.name), icon: `../icons/${app.slug}.svg` },
    `<header><img src="../icons/${app.slug}.svg" alt=""><h1>${escaped(asks)}</h1></header>
<form method="post">
${error ? `<p class="error" role="alert">${escaped(error)}</p>` : ''}
${app.auth === 'keys' ? keyField(words, app) : people(words)}
${permissions(words, app)}
<div class="buttons">
<button name="decision" value="allow" class="primary">${words.allow}</button>
<button name="decision" value="cancel" formnovalidate>${words.cancel}</button>
</div>
</form>`,
  );
}

export function noticePage(words: Words, title: string, text: string): string {
  return shell(words, { title, icon: 'data:,' }, `<header><h1>${escaped(title)}</h1><p>${escaped(text)}</p></header>`);
}

function shell(words: Words, { title, icon }: { title: string; icon: string }, body: string): string {
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
${body}
<footer>${escaped(words.sandbox)}</footer>
</main>
</body>
</html>`;
}

function people(words: Words): string {
  const rows = IDENTITIES.map(
    ({ id, name }, index) => `<label class="person">
<input type="radio" name="identity" value="${id}"${index === 0 ? ' checked' : ''} required>
<span><strong>${escaped(name)}</strong>${id}</span>
</label>`,
  );
  return `<fieldset><legend>${words.choose}</legend>${rows.join('\n')}</fieldset>`;
}

function keyField(words: Words, app: App): string {
  return `<div><label class="label" for="key">${words.key}</label>
<input type="text" id="key" name="key" required autocomplete="off" spellcheck="false" aria-describedby="key-help">
<p class="help" id="key-help">${escaped(words.keyHelp(app.name))}</p></div>`;
}

function permissions(words: Words, { scopes }: App): string {
  if (scopes.length === 0) return '';
  return `<div><span class="label">${words.permits}</span><ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul></div>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
