import { identifier, text } from './read-grants';

export type ReaderPlan = {
  database: string;
  /** What may be handed on, of what it takes to read. */
  privileges: string[];
  /** Names of databases in grants are patterns, unless the server says that they are not. */
  isPattern: boolean;
};

/** Tables, and what views are made of: what cannot be seen is not read here. */
export const READING = ['SELECT', 'SHOW VIEW'];

/** A process keeps up to four connections, and cancels over others: 20 are enough for four processes. */
const MAX_CONNECTIONS = 20;

export function createUser(name: string, password: string): string {
  return `create user ${user(name)} identified by ${password} with max_user_connections ${MAX_CONNECTIONS}`;
}

export function changePassword(name: string, password: string): string {
  return `alter user ${user(name)} identified by ${password} with max_user_connections ${MAX_CONNECTIONS}`;
}

export function dropUser(name: string): string {
  return `drop user ${user(name)}`;
}

export function grantReading(name: string, { database, privileges, isPattern }: ReaderPlan): string {
  const schema = isPattern ? database.replace(/[\\_%]/g, '\\$&') : database;
  return `grant ${privileges.join(', ')} on ${identifier(schema)}.* to ${user(name)}`;
}

/** For an administrator to run. */
export function toSql(name: string, plan: ReaderPlan): string {
  return [createUser(name, text('<password>')), grantReading(name, { ...plan, privileges: READING })]
    .map((statement) => `${statement};`)
    .join('\n');
}

const user = (name: string) => `${text(name)}@'%'`;
