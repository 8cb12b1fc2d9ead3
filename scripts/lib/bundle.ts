import { build } from 'esbuild';
import { SERVER_ONLY } from './server-only';

type Bundled = {
  entryPoints: string[] | Record<string, string>;
  outdir: string;
  sourcemap?: 'linked';
};

/** Programs of ours as plain JavaScript, each in one file: Node 20 does not read TypeScript. */
export async function bundle({ entryPoints, outdir, sourcemap }: Bundled): Promise<void> {
  await build({
    entryPoints,
    entryNames: '[name]',
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: sourcemap ?? false,
    logLevel: 'warning',
    alias: SERVER_ONLY,
  });
}
