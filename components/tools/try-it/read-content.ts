import * as z from 'zod';
import { Json } from '@/lib/contracts/json';

const TextBlocks = z.array(z.object({ type: z.literal('text'), text: z.string() })).min(1);

/** What the answer says: JSON that came as text, alone or in a block of MCP, is read as the JSON it is. */
export function readContent(result: Json): Json {
  const blocks = TextBlocks.safeParse(result);
  if (blocks.success) {
    const parts = blocks.data.map(({ text }) => readText(text));
    return parts.length === 1 ? (parts[0] ?? null) : parts;
  }
  return typeof result === 'string' ? readText(result) : result;
}

function readText(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return Json.parse(JSON.parse(text));
  } catch {
    return text;
  }
}
