import { confirm } from '@/lib/http/connect-pages';

export { confirm as POST };
