/** The people one can be. Whoever is chosen has their own mailbox, calendar and so on, the same at both providers. */
export const IDENTITIES = [
  { id: 'jane@example.com', name: 'Jane Doe' },
  { id: 'ops@acme.test', name: 'Acme Operations' },
  { id: 'sam@northwind.test', name: 'Sam Rivera' },
];

export function isIdentity(id: string): boolean {
  return IDENTITIES.some((identity) => identity.id === id);
}
