import { AppError } from '@/lib/errors';

/** The server's own words stay in the cause. */
export function notAllowed(cause?: unknown): AppError {
  const message = 'These credentials may not create a role that reads. Have an administrator run the SQL.';
  return new AppError('provider_rejected', message, { cause });
}

export function notCreated(cause: unknown): AppError {
  const message = 'The server did not create the role, and nothing was changed there.';
  return new AppError('provider_rejected', message, { cause });
}

type Unusable = { wasThere: boolean; cause: unknown; drop: () => Promise<unknown> };

/** For a role that cannot sign in: drops it, unless it was there before, and gives the error that says so. */
export async function cannotSignIn(name: string, { wasThere, cause, drop }: Unusable): Promise<AppError> {
  const isGone =
    !wasThere &&
    (await drop().then(
      () => true,
      () => false,
    ));
  const message = isGone
    ? 'The role was created, but the server did not let it sign in, so it was dropped again.'
    : `The role ${name} was created, but the server does not let it sign in.`;
  return new AppError('provider_rejected', message, { cause });
}
