import { benchCalls } from '@/bench/calls';

await benchCalls();
