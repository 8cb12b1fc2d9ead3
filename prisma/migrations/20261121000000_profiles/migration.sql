-- Connecting, catalogue and tools need to remember what the first tables had no place for. Safe while the former
-- version still serves: every new column has a default, and known_tools was not written yet.

-- A typo is told from another name by the number of letters that differ; likeness alone puts Salesforce before Slack
-- for "salck".
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

ALTER TABLE apps ADD COLUMN tools_synced_at timestamptz(3);

-- How far a provider's catalogue was read, so that an interrupted sync goes on where it was, and progress can be shown.
CREATE TABLE catalogue_syncs (
  provider text PRIMARY KEY,
  started_at timestamptz(3) NOT NULL,
  cursor text,
  seen integer NOT NULL DEFAULT 0,
  changed integer NOT NULL DEFAULT 0,
  finished_at timestamptz(3),
  failure text,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

-- From the names a person has seen to the definitions they have seen: only then can "changed" be told per profile.
ALTER TABLE profiles DROP COLUMN known_tools;
ALTER TABLE profiles ADD COLUMN known_tools jsonb NOT NULL DEFAULT '{}';
-- Until somebody chose, the first connection switches on what destroys nothing.
ALTER TABLE profiles ADD COLUMN tools_chosen boolean NOT NULL DEFAULT false;

-- Who opened the link, what waits for the person's confirmation, and when the provider first spoke of an account.
ALTER TABLE connect_attempts ADD COLUMN user_id uuid;
ALTER TABLE connect_attempts ADD COLUMN sealed_result bytea;
ALTER TABLE connect_attempts ADD COLUMN reported_at timestamptz(3);

-- Grants that are still to be taken back at a provider that did not answer. They outlive their profile.
CREATE TABLE revocations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- No foreign key: the profile is usually gone.
  profile_id uuid NOT NULL,
  provider text NOT NULL,
  app_slug text NOT NULL,
  external_user_id text NOT NULL,
  upstream_account_id text NOT NULL,
  sealed_secret bytea,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz(3) NOT NULL DEFAULT now(),
  last_failure text,
  done_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX revocations_account_id_created_at_idx ON revocations (account_id, created_at);
CREATE INDEX revocations_due ON revocations (next_at) WHERE done_at IS NULL;
ALTER TABLE revocations ENABLE ROW LEVEL SECURITY;
CREATE POLICY account_only ON revocations USING (account_in_reach(account_id));

-- Opened profiles are remembered by profile; a connection announces which one it belongs to.
CREATE OR REPLACE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM pg_notify('patchbay_changes', jsonb_strip_nulls(jsonb_build_object(
    'table', TG_TABLE_NAME,
    'id', changed -> 'id',
    'account_id', changed -> 'account_id',
    'workspace_id', changed -> 'workspace_id',
    'user_id', changed -> 'user_id',
    'agent_id', changed -> 'agent_id',
    'profile_id', changed -> 'profile_id',
    'provider', changed -> 'provider',
    'app_slug', changed -> 'app_slug'))::text);
  RETURN NULL;
END $$;

-- One announcement for a discovery, not one for each of its tools.
CREATE FUNCTION announce_tools() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('patchbay_changes', jsonb_build_object(
    'table', 'tools', 'provider', NEW.provider, 'app_slug', NEW.slug)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER announce_tools AFTER UPDATE OF tools_synced_at ON apps
  FOR EACH ROW EXECUTE FUNCTION announce_tools();
