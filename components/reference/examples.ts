export const LANGUAGES = ['curl', 'TypeScript', 'Python'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Call = { method: string; url: string; needsKey: boolean; body: unknown };

/** The same call in the language of the reader's program. The key is read from the environment in all of them. */
export function exampleIn(language: Language, call: Call): string {
  return { curl, TypeScript: typeScript, Python: python }[language](call);
}

function curl({ method, url, needsKey, body }: Call): string {
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${url}'`,
    ...(needsKey ? ['  -H "X-API-Key: $PATCHBAY_API_KEY"'] : []),
    ...(body === null
      ? []
      : ["  -H 'Content-Type: application/json'", `  -d '${json(body).replaceAll("'", "'\\''")}'`]),
  ];
  return lines.join(' \\\n');
}

function typeScript({ method, url, needsKey, body }: Call): string {
  const headers = [
    ...(needsKey ? ["    'X-API-Key': process.env.PATCHBAY_API_KEY,"] : []),
    ...(body === null ? [] : ["    'Content-Type': 'application/json',"]),
  ];
  const options = [
    ...(method === 'get' ? [] : [`  method: '${method.toUpperCase()}',`]),
    ...(headers.length > 0 ? ['  headers: {', ...headers, '  },'] : []),
    ...(body === null ? [] : [`  body: JSON.stringify(${indent(json(body), '  ')}),`]),
  ];
  const call = options.length > 0 ? `fetch('${url}', {\n${options.join('\n')}\n})` : `fetch('${url}')`;
  return `const response = await ${call};\nif (!response.ok) throw new Error((await response.json()).error.message);`;
}

function python({ method, url, needsKey, body }: Call): string {
  const options = [
    `    "${url}",`,
    ...(needsKey ? ['    headers={"X-API-Key": os.environ["PATCHBAY_API_KEY"]},'] : []),
    ...(body === null ? [] : [`    json=${indent(pythonic(json(body)), '    ')},`]),
  ];
  const imports = needsKey ? 'import os\n\nimport requests' : 'import requests';
  return `${imports}\n\nresponse = requests.${method}(\n${options.join('\n')}\n)\nresponse.raise_for_status()`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function indent(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`);
}

/** JSON's three words that Python spells differently; only as whole values, never inside a string. */
function pythonic(text: string): string {
  const words: Record<string, string> = { true: 'True', false: 'False', null: 'None' };
  return text.replace(/^(\s*(?:"[^"]*": )?)(true|false|null)(,?)$/gm, (_, start: string, word: string, end: string) => {
    return start + words[word] + end;
  });
}
