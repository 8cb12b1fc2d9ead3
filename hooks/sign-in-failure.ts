export type SignInFailure = 'wrong' | 'rateLimited' | 'notAMember' | 'ended' | 'failed';

const FAILURES: Record<string, SignInFailure> = {
  CredentialsSignin: 'wrong',
  rate_limited: 'rateLimited',
  AccessDenied: 'notAMember',
  ended: 'ended',
};

export function toSignInFailure(error: string): SignInFailure {
  return FAILURES[error] ?? 'failed';
}
