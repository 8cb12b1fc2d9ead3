/** Every client cache in one place. A key begins like the path of the endpoint it mirrors. */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  overview: ['overview'] as const,
  keys: ['keys'] as const,
  members: ['members'] as const,
  invites: ['invites'] as const,
  invitePreview: (token: string) => ['invites', 'by-token', token] as const,
};
