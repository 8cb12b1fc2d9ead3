import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are checked once, by `npm run check`; the build does not do it a second time.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // One package for all primitives: without this a page pays for every one of them.
    optimizePackageImports: ['radix-ui'],
    // A page is loaded when it is first asked for. All of them at the start took seconds, and twice the memory.
    preloadEntriesOnStart: false,
  },
  // Drivers and SDKs find their own files at run time, which bundling breaks.
  serverExternalPackages: [
    '@composio/core',
    '@pipedream/sdk',
    '@prisma/adapter-pg',
    '@prisma/client',
    'libpg-query',
    'mongodb',
    'mysql2',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'redis',
    'undici',
  ],
};

const withWords = createNextIntlPlugin({
  requestConfig: './i18n/request.ts',
  // Read once, at the build: so that no page carries the reader of the message format.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

export default withWords(config);
