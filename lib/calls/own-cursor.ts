import type { Call } from './call-tool';
import { notACursor } from './result-cursor';
import type { Offer } from './toolbox';

/**
 * A cursor that is not one of ours came from the tool itself, and goes back to where the tool takes it. Where it takes
 * none it is refused: a call without it would do the work again.
 */
export function withOwnCursor(call: Call, { definition }: Offer): Call {
  if (call.cursor === undefined) return call;
  const { properties } = definition.input_schema;
  const takesCursor = typeof properties === 'object' && properties !== null && Object.hasOwn(properties, 'cursor');
  if (!takesCursor) throw notACursor();
  return { ...call, input: { ...call.input, cursor: call.cursor } };
}
