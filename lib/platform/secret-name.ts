/** Names whose value is a secret wherever it stands. */
const SECRET_NAME =
  /passw(?:or)?d|pass(?:phrase|code|key)?$|pwd$|secret|(?:^|[_-])token|token$|(?:api|access|private|signing|encryption|master)[_-]?key|authorization$|^(?:set-)?cookie$|credential|connection[_-]?string|^dsn$|(?:^|[_-])sig$|amz-signature$|sealed|cfmap/i;

const MAX_NAME_CHARACTERS = 200;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.length > MAX_NAME_CHARACTERS ? name.slice(-MAX_NAME_CHARACTERS) : name);
}
