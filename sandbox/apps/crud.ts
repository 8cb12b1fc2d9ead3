import type { ActionSource, Verb } from './define';

type Step = 'list' | 'search' | 'get' | 'create' | 'update' | 'delete';

const STEPS: Record<Step, { verb: Verb; many: boolean; says(one: string, many: string): string }> = {
  list: { verb: 'list', many: true, says: (_, many) => `List ${many}, newest first.` },
  search: { verb: 'list', many: true, says: (_, many) => `Find ${many} by text in any of their fields.` },
  get: { verb: 'get', many: false, says: (one) => `Get one ${one} by its id.` },
  create: { verb: 'create', many: false, says: (one) => `Create a new ${one}.` },
  update: { verb: 'update', many: false, says: (one) => `Change the given fields of a ${one}; the others stay.` },
  delete: { verb: 'delete', many: false, says: (one) => `Delete a ${one}. This cannot be undone.` },
};

/** The actions that most apps have for a thing: `crud('lead', 'leads', 'list get create')`. */
export function crud(resource: string, plural: string, steps: string): Record<string, ActionSource> {
  return Object.fromEntries(
    steps
      .split(' ')
      .filter(isStep)
      .map((step) => entry(resource, plural, step)),
  );
}

function entry(resource: string, plural: string, step: Step): [string, ActionSource] {
  const { verb, many, says } = STEPS[step];
  const name = many ? plural : resource;
  const source: ActionSource = [
    `${step}_${name}`.toUpperCase(),
    verb,
    resource,
    says(resource.replaceAll('_', ' '), plural.replaceAll('_', ' ')),
  ];
  return [`${step}-${name.replaceAll('_', '-')}`, source];
}

function isStep(text: string): text is Step {
  return text in STEPS;
}
