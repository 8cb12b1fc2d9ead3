import { comeBack } from '@/lib/http/connect-pages';

export { comeBack as GET };
