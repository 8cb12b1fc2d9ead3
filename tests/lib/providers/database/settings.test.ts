import { describe, expect, test } from 'vitest';
import { formFields, secretFields, settingsSchema, withoutSecrets } from '@/lib/providers/database/form';
import { databaseKinds, getDatabaseKind } from '@/lib/providers/database/kinds';

const namesOf = (id: string) =>
  formFields(getDatabaseKind(id))
    .filter((field) => !field.advanced)
    .map((field) => field.name);

test('the forms have the fields that callers know', () => {
  const sql = ['connection_name', 'host', 'port', 'database', 'username', 'password', 'ssl'];
  expect(namesOf('postgres')).toEqual(sql);
  expect(namesOf('mysql')).toEqual(sql);
  expect(namesOf('redis')).toEqual(['connection_name', 'host', 'port', 'username', 'password', 'database', 'ssl']);
  expect(namesOf('mongodb')).toEqual(['connection_name', 'connection_string', 'database']);
});

test('a field says how it is to be asked for', () => {
  const fields = formFields(getDatabaseKind('postgres'));
  expect(fields).toContainEqual(expect.objectContaining({ name: 'port', type: 'number', default: 5432 }));
  expect(fields).toContainEqual({ name: 'password', label: 'Password', type: 'password', required: true });
  expect(fields).toContainEqual(expect.objectContaining({ name: 'ssl', type: 'checkbox', default: false }));
  expect(fields).toContainEqual(expect.objectContaining({ name: 'ca', type: 'textarea', advanced: true }));
});

describe.each(databaseKinds.map((kind) => [kind.id, kind] as const))('%s', (id, kind) => {
  const secret = 'not-for-anybodys-eyes';
  const sent =
    id === 'mongodb'
      ? { connection_string: `mongodb://ann:${secret}@db.example/shop` }
      : { host: 'db.example', username: 'ann', password: secret };
  const more = ['postgres', 'mysql'].includes(id) ? { database: 'shop' } : {};
  const settings = kind.parseSettings({ connection_name: 'Shop', ...sent, ...more });

  test('what its schema marks as secret is left out of what is shown', () => {
    expect(JSON.stringify(settings)).toContain(secret);
    expect(JSON.stringify(withoutSecrets(kind, settings))).not.toContain(secret);
    expect(JSON.stringify(kind.summarise(settings))).not.toContain(secret);
    expect(secretFields(kind).length).toBeGreaterThan(0);
  });

  test('its limits can only be lowered', () => {
    expect(settings).toMatchObject({ max_rows: 1000, max_bytes: 1_048_576, timeout_s: 15, allow_writes: false });
    for (const change of [{ max_rows: 1001 }, { max_bytes: 2_000_000 }, { timeout_s: 16 }]) {
      expect(() => kind.parseSettings({ ...settings, ...change })).toThrow('Some fields need another look.');
    }
  });

  test('its schema is JSON Schema of an object', () => {
    expect(settingsSchema(kind)).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['connection_name']),
    });
  });
});

test('a connection string stands for the fields, and a field that was filled in wins', () => {
  const postgres = getDatabaseKind('postgres');
  const connection_string = 'postgresql://ann:p%40ss%3Aword@db.example:6543/sh%20op?sslmode=require';
  expect(postgres.parseSettings({ connection_name: 'x', connection_string, username: 'bob', host: '' })).toMatchObject({
    ...{ host: 'db.example', port: 6543, database: 'sh op', username: 'bob', password: 'p@ss:word', ssl: true },
  });
  expect(
    getDatabaseKind('redis').parseSettings({ connection_name: 'x', connection_string: 'rediss://:pw@r.example/2' }),
  ).toMatchObject({
    ...{ host: 'r.example', port: 6379, database: 2, password: 'pw', ssl: true },
  });
});

describe('the options of a connection string', () => {
  const read = (id: string, connection_string: string) =>
    getDatabaseKind(id).parseSettings({ connection_name: 'x', connection_string });
  const problemOf = (id: string, text: string) => {
    const error = attempt(() => read(id, text)) as { detail?: { fields?: Record<string, string> } };
    return error.detail?.fields?.connection_string ?? error;
  };

  test.each([
    ['postgres', 'postgresql://ann:pw@db.example/shop?sslmode=disable', false],
    ['postgres', 'postgresql://ann:pw@db.example/shop?sslmode=verify-full&channel_binding=require', true],
    ['postgres', 'postgresql://ann:pw@db.example/shop?ssl=true', true],
    ['postgres', 'postgresql://ann:pw@db.example/shop', false],
    ['mysql', 'mysql://ann:pw@db.example/shop?ssl-mode=REQUIRED', true],
    ['mysql', 'mysql://ann:pw@db.example/shop?ssl-mode=PREFERRED', true],
    ['mysql', 'mysql://ann:pw@db.example/shop?ssl={"rejectUnauthorized":true}', true],
    ['mysql', 'mysql://ann:pw@db.example/shop?sslaccept=strict', true],
    ['redis', 'redis://:pw@r.example/2?ssl=false', false],
  ])('that are known decide about TLS: %s %s', (id, text, ssl) => {
    expect(read(id, text)).toMatchObject({ ssl });
  });

  test.each([
    ['postgres', 'postgresql://ann:hush@db.example/shop?options=-csearch_path%3Dhush', 'options'],
    [
      'postgres',
      'postgresql://ann:hush@db.example/shop?sslmode=require&target_session_attrs=hush',
      'target_session_attrs',
    ],
    ['postgres', 'postgresql://ann:hush@db.example/shop?host=hush', 'host'],
    ['postgres', 'postgresql://ann:hush@db.example/shop?sslcert=hush', 'sslcert'],
    ['postgres', 'postgresql://ann:hush@db.example/shop?schema=hush', 'schema'],
    ['mysql', 'mysql://ann:hush@db.example/shop?charset=hush', 'charset'],
    ['postgres', 'postgresql://ann:hush@db.example/shop?client_encoding=hush', 'client_encoding'],
    ['mysql', 'mysql://ann:hush@db.example/shop?multipleStatements=true', 'multipleStatements'],
    ['redis', 'redis://:hush@r.example/2?db=3', 'db'],
    ['mongodb', 'mongodb://ann:hush@r.example/2?tlsCAFile=hush', 'tlsCAFile'],
  ])('that are not used are named, never dropped without a word: %s %s', (id, text, name) => {
    expect(problemOf(id, text)).toBe(`The option "${name}" is not used here. Remove it.`);
  });

  test.each([
    [
      'postgres',
      'postgres://ann:pw@pooler.example:6543/shop?sslmode=require&pgbouncer=true&connection_limit=1&supa=base',
    ],
    ['postgres', 'postgresql://ann:pw@db.example/shop?sslmode=require&application_name=web&connect_timeout=10'],
    ['postgres', 'postgresql://ann:pw@db.example/shop?sslmode=require&channel_binding=require&pool_timeout=15'],
    ['mysql', 'mysql://ann:pw@db.example/shop?sslaccept=strict&connection_limit=5&pool_timeout=10'],
    ['mysql', 'mysql://ann:pw@db.example/shop?charset=utf8mb4&ssl-mode=REQUIRED'],
    ['mysql', 'mysql://ann:pw@db.example/shop?encoding=UTF-8&tls=true'],
    ['postgres', 'postgresql://ann:pw@db.example/shop?client_encoding=UTF8&sslmode=require'],
  ])('that hosted servers put into what they show are taken: %s %s', (id, text) => {
    expect(read(id, text)).toMatchObject({ database: 'shop', ssl: true });
  });

  test.each([
    ['postgres', 'postgresql://ann:pw@db.example/shop?sslmode=no-verify'],
    ['mysql', 'mysql://ann:pw@db.example/shop?ssl={"rejectUnauthorized":false}'],
    ['mysql', 'mysql://ann:pw@db.example/shop?sslaccept=accept_invalid_certs'],
  ])('that ask for TLS in a way of their own do not switch it off: %s %s', (id, text) => {
    expect(problemOf(id, text)).toMatch(/^The value of ".+" is not known here. With TLS, certificates are always/);
  });

  test.each([
    ['postgres', 'postgresql://ann:pw@db.example/shop?sslmode=disable&sslmode=verify-full', 'sslmode'],
    ['postgres', 'postgresql://ann:pw@db.example/shop?application_name=a&application_name=b', 'application_name'],
    ['mysql', 'mysql://ann:pw@db.example/shop?ssl=true&ssl=false', 'ssl'],
  ])('that are given twice are named: %s %s', (id, text, name) => {
    expect(problemOf(id, text)).toBe(`The option "${name}" is given twice.`);
  });

  test.each([
    ['postgres', 'postgresql://ann:pw@db.example/shop?ssl=true&sslmode=disable'],
    ['mysql', 'mysql://ann:pw@db.example/shop?ssl-mode=DISABLED&tls=true'],
    ['redis', 'rediss://:pw@r.example/2?ssl=false'],
  ])('that contradict each other about TLS are refused: %s %s', (id, text) => {
    expect(problemOf(id, text)).toBe('This connection string says both that TLS is used and that it is not.');
  });

  test.each([
    ['postgres', 'postgresql+psycopg2://ann:pw@db.example/shop', false],
    ['postgres', 'postgresql+asyncpg://ann:pw@db.example/shop?sslmode=require', true],
    ['postgres', 'POSTGRES://ann:pw@db.example/shop?schema=public&keepalives=1&keepalives_idle=30', false],
    ['postgres', 'jdbc:postgresql://db.example/shop?user=ann&password=pw&ssl=true&sslmode=verify-full', true],
    ['postgres', 'jdbc:postgresql://ann:pw@db.example/shop?currentSchema=public', false],
    ['mysql', 'mysql2://ann:pw@db.example/shop?pool=5', false],
    ['mysql', 'mysql+pymysql://ann:pw@db.example/shop?charset=utf8mb4', false],
    ['mysql', 'jdbc:mysql://db.example/shop?user=ann&password=pw&useSSL=true&serverTimezone=UTC', true],
    ['mysql', 'jdbc:mariadb://db.example/shop?user=ann&password=pw&sslMode=VERIFY_CA&useUnicode=true', true],
  ])('that other programs show are taken: %s %s', (id, text, ssl) => {
    expect(read(id, text)).toMatchObject({
      host: 'db.example',
      database: 'shop',
      username: 'ann',
      password: 'pw',
      ssl,
    });
  });

  test.each([
    ['postgres', 'jdbc:mysql://db.example/shop?user=ann', /^A connection string begins with postgresql:/],
    ['postgres', 'jdbc:postgresql://ann:pw@db.example/shop?user=bob', /^The option "user" is given twice/],
    ['postgres', 'postgresql://db.example/shop?user=ann', /^The option "user" is not used here/],
    ['mysql', 'mysql+srv://ann:pw@db.example/shop', /^A connection string begins with mysql:/],
    ['mysql', 'jdbc:mysql://ann:pw@db.example/shop?useSSL=true&sslMode=DISABLED', /both that TLS is used and that it/],
    ['mysql', 'jdbc:mysql://ann:pw@db.example/shop?trustServerCertificate=true', /^The option "trustServerCertificate/],
    ['redis', 'redis+sentinel://:pw@db.example/0', /^A connection string begins with redis:/],
    ['redis', 'jdbc:redis://:pw@db.example/0', /^A connection string begins with redis:/],
  ])('and what those mean otherwise is refused: %s %s', (id, text, problem) => {
    expect(problemOf(id, text)).toMatch(problem);
  });

  test('binding to the channel is not asked for in vain where TLS is off', () => {
    for (const options of ['channel_binding=require', 'channel_binding=require&sslmode=disable']) {
      expect(problemOf('postgres', `postgresql://ann:pw@db.example/shop?${options}`)).toBe(
        'channel_binding=require needs TLS: add sslmode=verify-full.',
      );
    }
    expect(read('postgres', 'postgresql://ann:pw@db.example/shop?channel_binding=prefer')).toMatchObject({
      ssl: false,
    });
  });

  test('another host, and what follows an unwritten #, are not dropped either', () => {
    expect(problemOf('postgres', 'postgresql://ann:pw@one.example:5432,two.example:5432/shop')).toBe(
      'A connection string names one host here.',
    );
    expect(problemOf('postgres', 'postgresql://one:1#x@db.example/shop')).toMatch(/^This connection string cannot be/);
    expect(read('postgres', 'postgresql://ann:a,b@one.example/shop')).toMatchObject({ host: 'one.example' });
  });
});

describe('the port of a connection string', () => {
  const problemOf = (id: string, connection_string: string) => {
    const error = attempt(() => getDatabaseKind(id).parseSettings({ connection_name: 'x', connection_string }));
    return (error as { detail?: { fields?: Record<string, string> } }).detail?.fields?.connection_string;
  };
  const NO_PORT = 'The port in this connection string is no number between 1 and 65535.';

  test.each(['postgres', 'mysql', 'redis', 'mongodb'])('is named when it is none: %s', (id) => {
    const scheme = id === 'postgres' ? 'postgresql' : id;
    for (const port of ['65536', '99999', '-1', 'abc']) {
      for (const user of ['', 'ann:p%40w@', 'ann:1@']) {
        expect(problemOf(id, `${scheme}://${user}127.0.0.1:${port}/1`)).toBe(NO_PORT);
        expect(problemOf(id, `${scheme}://${user}[::1]:${port}`)).toBe(NO_PORT);
      }
    }
    for (const fine of ['127.0.0.1:65535', '[::1]:6379', '[::1]', 'db.example:', 'db.example']) {
      expect(problemOf(id, `${scheme}://ann:pw@${fine}/1`)).not.toBe(NO_PORT);
    }
  });

  test.each(['ann:1/2@h', 'ann:p#w@h', 'ann:a?b@h'])('is not confused with a password: %s', (authority) => {
    expect(problemOf('postgres', `postgresql://${authority}:5432/shop`)).toMatch(/password with special characters/);
    expect(problemOf('mongodb', `mongodb://${authority}:5432/shop`)).not.toBe(NO_PORT);
  });

  test('is looked at in each member of a set', () => {
    expect(problemOf('mongodb', 'mongodb://ann:pw@a.example:27017,b.example:70000/shop')).toBe(NO_PORT);
  });
});

test('options of other drivers that mean nothing here are taken', () => {
  const connection_string = 'mongodb://ann:pw@db.example/shop?uuidRepresentation=standard&compressors=zstd,snappy';
  const mongodb = getDatabaseKind('mongodb');
  expect(mongodb.summarise(mongodb.parseSettings({ connection_name: 'x', connection_string }))).toMatchObject({
    host: 'db.example',
  });
});

test('a connection string that cannot be read is named, and not repeated', () => {
  for (const connection_string of [
    'mysql://ann:secret@db/x',
    'postgresql://',
    'postgresql://ann:100%secret@db/x',
    'secret',
  ]) {
    const error = attempt(() => getDatabaseKind('postgres').parseSettings({ connection_name: 'x', connection_string }));
    expect(error).toMatchObject({
      code: 'invalid_request',
      detail: { fields: { connection_string: expect.any(String) } },
    });
    expect(JSON.stringify(Object(error).detail)).not.toContain('secret');
  }
});

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
