-- Rules that hold whoever writes: the application, a script or an operator in psql.
-- Words are TEXT with a check, not enums: adding one must not need a type change.

ALTER TABLE users ADD CONSTRAINT users_email_lower CHECK (email = lower(email));
ALTER TABLE memberships ADD CONSTRAINT memberships_role_known CHECK (role IN ('owner', 'admin', 'member'));
ALTER TABLE invites ADD CONSTRAINT invites_role_known CHECK (role IN ('owner', 'admin', 'member'));
ALTER TABLE apps ADD CONSTRAINT apps_auth_type_known CHECK (auth_type IN ('oauth', 'keys', 'none', 'form'));
ALTER TABLE connections ADD CONSTRAINT connections_status_known CHECK (
  status IN ('pending', 'connected', 'expiring', 'needs_reconnect', 'error', 'disconnected', 'revoked', 'disabled'));
ALTER TABLE connect_attempts ADD CONSTRAINT connect_attempts_outcome_known CHECK (
  outcome IN ('pending', 'confirming', 'completed', 'cancelled', 'failed'));
ALTER TABLE connect_attempts ADD CONSTRAINT connect_attempts_origin_known CHECK (origin IN ('session', 'key'));
ALTER TABLE tool_executions ADD CONSTRAINT tool_executions_status_known CHECK (
  status IN ('succeeded', 'failed', 'refused', 'cancelled'));

-- "The default profile of an app" names one profile at most, over all providers.
CREATE UNIQUE INDEX profiles_one_default ON profiles (account_id, app_slug) WHERE is_default;
CREATE UNIQUE INDEX agent_versions_one_current ON agent_versions (agent_id) WHERE is_current;
-- An alert that is still open is repeated, not opened a second time.
CREATE UNIQUE INDEX alerts_one_open ON alerts (service, kind) WHERE resolved_at IS NULL;

-- The catalogue is searched by words and by likeness (a typo still finds its app).
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE apps ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('simple', description), 'C')) STORED;
CREATE INDEX apps_search ON apps USING gin (search);
CREATE INDEX apps_name_likeness ON apps USING gin (lower(name) gin_trgm_ops);
CREATE INDEX apps_categories ON apps USING gin (categories);
