export type SignInFailure = 'wrong' | 'rateLimited' | 'notAMember' | 'failed';

const FAILURES: Record<string, SignInFailure> = {
  CredentialsSignin: 'wrong',
  rate_limited: 'rateLimited',
  AccessDenied: 'notAMember',
};

export function toSignInFailure(error: string): SignInFailure {
  return FAILURES[error] ?? 'failed';
}
