import type { ToolDefinition } from '@/lib/contracts/tool';
import type { CatalogueApp } from '@/lib/providers/provider';

const MAX_NAME = 200;
const MAX_ADDRESS = 2_000;
const MAX_CATEGORIES = 50;
const MAX_APP_DESCRIPTION = 4_000;
const MAX_TOOL_DESCRIPTION = 16_000;
/** In characters of JSON. No model is given more for one tool, and a schema that was cut means something else. */
const MAX_SCHEMA = 256 * 1024;

/**
 * What a provider says of an app, within what a card and a list can show: whoever pages through the catalogue must not
 * be sent megabytes because of one entry.
 */
export function fitApp(app: CatalogueApp): CatalogueApp {
  return {
    ...app,
    name: cutText(app.name, MAX_NAME),
    description: cutText(app.description, MAX_APP_DESCRIPTION),
    icon_url: fitAddress(app.icon_url),
    categories: app.categories.slice(0, MAX_CATEGORIES).map((category) => cutText(category, MAX_NAME)),
  };
}

/** A tool that callers could not name, or whose input is too large for anybody, is not offered. */
export function fitTool(tool: ToolDefinition): ToolDefinition | null {
  if (tool.name.length > MAX_NAME || isTooLarge(tool.input_schema)) return null;
  return {
    ...tool,
    title: tool.title === null ? null : cutText(tool.title, MAX_NAME),
    description: cutText(tool.description, MAX_TOOL_DESCRIPTION),
    output_schema: tool.output_schema && isTooLarge(tool.output_schema) ? null : tool.output_schema,
  };
}

function isTooLarge(schema: object): boolean {
  return JSON.stringify(schema).length > MAX_SCHEMA;
}

/** Pages show what is on the web or below our own address, and run nothing that stands in its place. */
function fitAddress(address: string | null): string | null {
  if (address === null || address.length > MAX_ADDRESS) return null;
  return /^(?:https?:\/\/|\/(?!\/))/i.test(address) ? address : null;
}

/** Never between the halves of a surrogate pair, which no table keeps. */
function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
