import type { Call } from './call-tool';
import type { Offer } from './toolbox';

/** A cursor that is not one of ours came from the tool itself, and goes back to where the tool takes it. */
export function withOwnCursor(call: Call, { definition }: Offer): Call {
  const { properties } = definition.input_schema;
  const takesCursor = typeof properties === 'object' && properties !== null && Object.hasOwn(properties, 'cursor');
  if (call.cursor === undefined || !takesCursor) return call;
  return { ...call, input: { ...call.input, cursor: call.cursor } };
}
