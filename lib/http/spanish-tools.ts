/** What can go wrong with apps, profiles, providers, databases and calls. */
export const SPANISH_TOOLS: Record<string, string> = {
  'This database has no tool named "{tool}".': 'Esta base de datos no tiene ninguna herramienta llamada "{tool}".',
  'This does not name {article} {what}.': 'Esto no identifica: {what}.',
};
