declare module '@prisma/schema-engine-wasm/schema_engine_bg' {
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export const SchemaEngine: {
    new (options: object, log: () => void, adapter: object): never;
    new: (options: object, log: () => void, adapter: object) => Promise<import('./engine').SchemaEngine>;
  };
}
