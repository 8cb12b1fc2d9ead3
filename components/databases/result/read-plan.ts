import * as z from 'zod';
import type { Json } from '@/lib/contracts/json';

/** `place` is where in the plan it stands. */
export type PlanStep = { place: string; title: string; facts: string[]; steps: PlanStep[] };

const Node = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Plan Rows': z.number(),
  'Total Cost': z.number(),
  Filter: z.string().optional(),
  'Hash Cond': z.string().optional(),
  'Index Cond': z.string().optional(),
  Plans: z.array(z.json()).default([]),
});
const Whole = z.tuple([z.object({ Plan: z.json() })]);

/** The steps of PostgreSQL's plan; null for what is not one. */
export function readPlan(plan: Json): PlanStep | null {
  const whole = Whole.safeParse(plan);
  return whole.success ? toStep(whole.data[0].Plan, '0') : null;
}

function toStep(json: Json, place: string): PlanStep | null {
  const parsed = Node.safeParse(json);
  if (!parsed.success) return null;
  const { 'Node Type': type, 'Relation Name': relation, 'Index Name': index, Plans: plans, ...node } = parsed.data;
  const conditions = [node['Index Cond'], node['Hash Cond'], node.Filter].filter((text) => text !== undefined);
  return {
    place,
    title: [type, relation, index && `(${index})`].filter(Boolean).join(' '),
    facts: [`rows ${node['Plan Rows']}`, `cost ${node['Total Cost']}`, ...conditions],
    steps: plans.flatMap((inner, at) => toStep(inner, `${place}.${at}`) ?? []),
  };
}
