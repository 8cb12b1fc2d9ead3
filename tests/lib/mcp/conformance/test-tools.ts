import {
  type CallToolResult,
  createRequestStateCodec,
  type InputRequiredResult,
  type InputRequiredSpec,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server';
import schema2020 from './schema-2020-12.json';

type Result = CallToolResult | InputRequiredResult;
type Run = (context: ServerContext, given: Record<string, unknown>) => Result | Promise<Result>;

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';

const text = (words: string): CallToolResult => ({ content: [{ type: 'text', text: words }] });
const embedded = (uri: string, mimeType: string, words: string) => ({
  type: 'resource' as const,
  resource: { uri, mimeType, text: words },
});
const NAME = { type: 'object' as const, properties: { name: { type: 'string' as const } }, required: ['name'] };
const askName = () => inputRequired.elicit({ message: 'What is your name?', requestedSchema: NAME });
const askModel = (words: string) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: words } }], maxTokens: 100 });

const codec = createRequestStateCodec<{ step: number }>({ key: new Uint8Array(32).fill(7) });

/** Asks until every answer is there, then says that it is done. */
const until =
  (keys: string[], spec: () => InputRequiredSpec): Run =>
  ({ mcpReq }) =>
    keys.every((key) => mcpReq.inputResponses?.[key] !== undefined)
      ? text('All answers are here.')
      : inputRequired(spec());

/** What the suite expects a server to offer, behind our own transport and authentication. */
const RUNS: Record<string, Run> = {
  test_simple_text: () => text('This is a simple text response for testing.'),
  test_image_content: () => ({ content: [{ type: 'image', data: PNG, mimeType: 'image/png' }] }),
  test_audio_content: () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] }),
  test_embedded_resource: () => ({
    content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  }),
  test_multiple_content_types: () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      { type: 'image', data: PNG, mimeType: 'image/png' },
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ],
  }),
  test_error_handling: () => ({ ...text('This tool intentionally returns an error for testing'), isError: true }),
  async test_tool_with_progress({ mcpReq }) {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
      await mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken: progressToken ?? 0, progress, total: 100 },
      });
    }
    return text('done');
  },
  json_schema_2020_12_tool: () => text('ok'),
  test_streaming_elicitation: until(['user_name'], () => ({ inputRequests: { user_name: askName() } })),
  test_logging_tool: () => text('This tool has nothing to log.'),
  test_input_required_result_elicitation: ({ mcpReq }) => {
    const answer = mcpReq.inputResponses?.user_name as { action?: string; content?: { name?: unknown } } | undefined;
    const name = answer?.action === 'accept' ? answer.content?.name : undefined;
    return typeof name === 'string'
      ? text(`Hello, ${name}!`)
      : inputRequired({ inputRequests: { user_name: askName() } });
  },
  test_input_required_result_sampling: until(['capital_question'], () => ({
    inputRequests: { capital_question: askModel('What is the capital of France?') },
  })),
  test_input_required_result_list_roots: until(['client_roots'], () => ({
    inputRequests: { client_roots: inputRequired.listRoots() },
  })),
  async test_input_required_result_request_state({ mcpReq }) {
    if (mcpReq.inputResponses && mcpReq.requestState<{ step: number }>()?.step === 1) return text('state-ok');
    return inputRequired({ inputRequests: { confirm: askName() }, requestState: await codec.mint({ step: 1 }) });
  },
  async test_input_required_result_multiple_inputs({ mcpReq }) {
    const keys = ['user_name', 'greeting', 'client_roots'];
    if (keys.every((key) => mcpReq.inputResponses?.[key] !== undefined)) return text('All answers are here.');
    return inputRequired({
      inputRequests: {
        user_name: askName(),
        greeting: askModel('Greet somebody.'),
        client_roots: inputRequired.listRoots(),
      },
      requestState: await codec.mint({ step: 1 }),
    });
  },
  async test_input_required_result_multi_round({ mcpReq }) {
    const step = mcpReq.requestState<{ step: number }>()?.step ?? 0;
    if (step >= 2 && mcpReq.inputResponses) return text('Both rounds are done.');
    const key = step === 0 ? 'step1' : 'step2';
    return inputRequired({ inputRequests: { [key]: askName() }, requestState: await codec.mint({ step: step + 1 }) });
  },
  async test_input_required_result_tampered_state({ mcpReq }) {
    if (mcpReq.requestState<{ step: number }>()?.step === 1) return text('state-ok');
    return inputRequired({ inputRequests: { confirm: askName() }, requestState: await codec.mint({ step: 1 }) });
  },
  test_input_required_result_capabilities: ({ mcpReq }) => {
    const carried = mcpReq.envelope as Record<string, unknown> | undefined;
    const able = carried?.['io.modelcontextprotocol/clientCapabilities'] as Record<string, unknown> | undefined;
    const inputRequests = {
      ...(able?.elicitation !== undefined && { user_name: askName() }),
      ...(able?.sampling !== undefined && { greeting: askModel('Greet somebody.') }),
    };
    return Object.keys(inputRequests).length > 0 ? inputRequired({ inputRequests }) : text('nothing to ask');
  },
  test_missing_capability: until(['greeting'], () => ({ inputRequests: { greeting: askModel('Greet somebody.') } })),
};

const TOOLS: Tool[] = [...Object.keys(RUNS), 'test_trigger_tool_change'].map((name) => ({
  name,
  description: `For the conformance suite: ${name}.`,
  inputSchema: name === 'json_schema_2020_12_tool' ? (schema2020 as Tool['inputSchema']) : { type: 'object' },
}));

/** `changeTools` alters what the caller's account has, for the suite to hear of. */
export function makeTestServer(changeTools: () => Promise<void>): Server {
  const server = new Server(
    { name: 'patchbay', version: '1.0.0' },
    { capabilities: { tools: { listChanged: true } }, requestState: { verify: codec.verify } },
  );
  server.setRequestHandler('tools/list', () => ({ tools: TOOLS }));
  server.setRequestHandler('tools/call', ({ params }, context) => {
    if (params.name === 'test_trigger_tool_change') return changeTools().then(() => text('changed'));
    const run = RUNS[params.name];
    if (!run) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool named ${params.name}.`);
    return run(context, params.arguments ?? {});
  });
  return server;
}
