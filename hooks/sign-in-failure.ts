export type SignInFailure = 'wrong' | 'rateLimited' | 'notAMember' | 'linkedOtherwise' | 'ended' | 'failed';

const FAILURES: Record<string, SignInFailure> = {
  CredentialsSignin: 'wrong',
  rate_limited: 'rateLimited',
  AccessDenied: 'notAMember',
  linked_otherwise: 'linkedOtherwise',
  ended: 'ended',
};

export function toSignInFailure(error: string): SignInFailure {
  return FAILURES[error] ?? 'failed';
}
