import type { Tool } from '@modelcontextprotocol/server';

/** What an agent sees instead of a thousand tools. Short, because it pays for every word of it. */
export const DISCOVERY_TOOLS: Tool[] = [
  {
    name: 'search_tools',
    description: 'Find tools by what you want to do. Returns names and one-line descriptions, best first.',
    inputSchema: {
      type: 'object',
      properties: {
        query: { type: 'string', description: 'What you want to do, e.g. "send an email"' },
        app: { type: 'string', description: 'Only tools of this app, e.g. "gmail"' },
        limit: { type: 'integer', minimum: 1, maximum: 20, default: 5 },
      },
      required: ['query'],
    },
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  },
  {
    name: 'describe_tool',
    description: 'Get the full description and input schema of a tool before you call it.',
    inputSchema: {
      type: 'object',
      properties: { name: { type: 'string', description: 'A name that search_tools returned' } },
      required: ['name'],
    },
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  },
  {
    name: 'call_tool',
    description: 'Call a tool with arguments that fit its input schema.',
    inputSchema: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        arguments: { type: 'object', description: 'The arguments of the tool', additionalProperties: true },
      },
      required: ['name'],
    },
    annotations: { openWorldHint: true },
  },
];
