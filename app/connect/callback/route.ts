import { handleCallback } from '@/lib/http/connect-pages';

export { handleCallback as GET };
