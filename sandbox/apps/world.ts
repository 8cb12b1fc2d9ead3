import { newId } from '../ids';
import { isObject, type Json, type JsonObject } from '../json';
import type { State, World } from '../state';
import type { Action, App } from './define';

const KEPT_ROWS = 2000;
const DEFAULT_LIMIT = 25;
const LIMITS = ['limit', 'max_results', 'page_size', 'per_page', 'count'];
const QUERIES = ['query', 'q', 'search', 'keyword', 'search_text'];
const LABELS = ['name', 'title', 'email', 'key', 'username', 'summary', 'subject'];

/** What one identity sees in one app. Both providers open the same one, as they would in the real app. */
export function worldOf(state: State, app: App, identity: string): World {
  const key = `${app.slug}:${identity}`;
  const known = state.worlds[key];
  if (known) return known;
  const seeded = Object.fromEntries(
    Object.values(app.resources).map(({ name, rows }) => [name, rows.map((row) => personal(row, identity))]),
  );
  state.worlds[key] = seeded;
  return seeded;
}

function personal(row: JsonObject, identity: string): JsonObject {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'string' ? aroundToday(value.replaceAll('{identity}', identity)) : value,
    ]),
  );
}

const DAY_MS = 86_400_000;
const WRITTEN_ON = Date.UTC(2026, 10, 21);

/** Dates in the apps' data are as of the day it was written; moved by whole days, next week's meeting stays next week's. */
function aroundToday(value: string): string {
  const [, day, rest = ''] = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(value) ?? [];
  if (!day) return value;
  const shiftMs = Math.floor((Date.now() - WRITTEN_ON) / DAY_MS) * DAY_MS;
  return new Date(Date.parse(day) + shiftMs).toISOString().slice(0, 10) + rest;
}

export function findRow(world: World, resource: string, reference: Json | undefined): JsonObject | null {
  const wanted = String(reference).replace(/^#/, '');
  const rows = world[resource] ?? [];
  return (
    rows.find((row) => String(row.id) === wanted) ??
    rows.find((row) => LABELS.some((label) => row[label] !== undefined && String(row[label]) === wanted)) ??
    null
  );
}

export function listRows(world: World, resource: string, input: JsonObject): JsonObject[] {
  const limit = LIMITS.map((name) => input[name]).find((value) => typeof value === 'number') ?? DEFAULT_LIMIT;
  const query = QUERIES.map((name) => input[name]).find((value) => typeof value === 'string');
  const wanted = Object.entries(input).filter(([name]) => !LIMITS.includes(name) && !QUERIES.includes(name));
  return (world[resource] ?? [])
    .filter((row) => !query || JSON.stringify(row).toLowerCase().includes(String(query).toLowerCase()))
    .filter((row) => wanted.every(([name, value]) => !(name in row) || sameOrWithin(row[name], value)))
    .slice(0, Number(limit));
}

function sameOrWithin(value: Json | undefined, wanted: Json): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(String(wanted).toLowerCase());
  return JSON.stringify(value) === JSON.stringify(wanted);
}

export function addRow(world: World, action: Action, input: JsonObject): JsonObject {
  const row = { id: newId(`${action.resource}_`, 10), ...input, ...action.set, created_at: new Date().toISOString() };
  world[action.resource] = [row, ...(world[action.resource] ?? [])].slice(0, KEPT_ROWS);
  return row;
}

export function changeRow(row: JsonObject, action: Action, input: JsonObject, idField: string): JsonObject {
  for (const [name, value] of Object.entries({ ...input, ...action.set })) {
    if (name === idField) continue;
    row[name] = isObject(value) && isObject(row[name]) ? { ...row[name], ...value } : value;
  }
  row.updated_at = new Date().toISOString();
  return row;
}

export function removeRow(world: World, resource: string, row: JsonObject) {
  world[resource] = (world[resource] ?? []).filter((candidate) => candidate !== row);
}
