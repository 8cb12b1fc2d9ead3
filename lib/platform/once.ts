const shelf: unique symbol = Symbol.for('patchbay.once');

/**
 * One value per process. Our own bundle and Next's hold separate copies of every module, so what must
 * exist once (pools, caches, the metrics registry) is kept on globalThis under its name.
 */
export function once<Value>(name: string, make: () => Value): Value {
  const store = globalThis as { [shelf]?: Map<string, unknown> };
  store[shelf] ??= new Map();
  const kept = store[shelf];
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as Value;
}

/** The same for what is never made anew, made at its first use and not looked up again: a call asks many of these. */
export function lazily<Value>(name: string, make: () => Value): () => Value {
  let kept: Value | undefined;
  return () => {
    kept ??= once(name, make);
    return kept;
  };
}

/** Forgets what `once` keeps under a name, so that the next call makes it anew. */
export function forget(name: string): void {
  (globalThis as { [shelf]?: Map<string, unknown> })[shelf]?.delete(name);
}
