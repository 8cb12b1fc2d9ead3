import { comeBack } from '@/lib/http/connect-pages';

// The provider sends the person here; they go on to the caller's redirect_url with `status` and `app`.
export { comeBack as GET };
