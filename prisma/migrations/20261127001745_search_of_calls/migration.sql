-- Searching calls, and listing everybody's profiles, takes milliseconds among millions of rows. Safe while the former
-- version still serves. Building the indexes holds up the writing of records for about a second per million of them.

-- A search by a part of a tool's name looks here first: some names, where the records are millions.
CREATE TABLE "called_tools" (
    "account_id" UUID NOT NULL,
    "tool_name" TEXT NOT NULL,

    CONSTRAINT "called_tools_pkey" PRIMARY KEY ("account_id","tool_name")
);
ALTER TABLE called_tools ENABLE ROW LEVEL SECURITY;
CREATE POLICY account_only ON called_tools USING (
  (SELECT acting_as_system()) OR account_id = (SELECT acting_account())
  OR account_id IN (SELECT id FROM accounts WHERE workspace_id = (SELECT acting_workspace())));
INSERT INTO called_tools SELECT DISTINCT account_id, tool_name FROM tool_executions;

CREATE FUNCTION remember_called_tools() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO called_tools SELECT DISTINCT account_id, tool_name FROM written ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER remember_called_tools AFTER INSERT ON tool_executions
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION remember_called_tools();

CREATE INDEX "tool_executions_account_id_tool_name_executed_at_idx" ON "tool_executions"("account_id", "tool_name", "executed_at" DESC);
CREATE INDEX "tool_executions_request_id_idx" ON "tool_executions"("request_id");
-- Only calls that went wrong have words to search in.
CREATE INDEX tool_executions_error_words ON tool_executions USING gin (error gin_trgm_ops) WHERE error IS NOT NULL;
CREATE INDEX "profiles_created_at_id_idx" ON "profiles"("created_at" DESC, "id" DESC);

-- Row-level security lets no index serve a search for words: PostgreSQL asks the policy before every operator that
-- could leak a row by its error message, and LIKE is one of them. A view of the owner's repeats the policy as a plain
-- condition instead. What is asked of it comes from our code and from no caller, so no operator in it can leak.
CREATE VIEW calls_with_errors AS
  SELECT id, executed_at, account_id, profile_id, agent_id, key_id, provider, app_slug, tool_name, status, error_code,
    error, attempts, duration_ms, request_id
  FROM tool_executions
  WHERE error IS NOT NULL AND (
    (SELECT acting_as_system()) OR account_id = (SELECT acting_account())
    OR account_id IN (SELECT id FROM accounts WHERE workspace_id = (SELECT acting_workspace())));
REVOKE ALL ON calls_with_errors FROM patchbay_app;
GRANT SELECT ON calls_with_errors TO patchbay_app;
