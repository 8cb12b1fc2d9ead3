import * as z from 'zod';
import { describeApi } from '@/lib/http/openapi/describe-api';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { public: true },
    audit: null,
    output: z.record(z.string(), z.unknown()),
    tags: ['Reference'],
    summary: 'This document',
    headers: { 'cache-control': 'no-cache' },
  },
  describeApi,
);
