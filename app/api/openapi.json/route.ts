import * as z from 'zod';
import { describeApi } from '@/lib/http/openapi/describe-api';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { public: true },
    audit: null,
    output: z.record(z.string(), z.unknown()).meta({ examples: [{ openapi: '3.1.0', info: { title: 'Patchbay' } }] }),
    tag: 'Reference',
    summary: 'This document',
    headers: { 'cache-control': 'no-cache' },
  },
  describeApi,
);
