-- Operators of the systems before this one query these names. They read and write the one profile model beneath,
-- with the rights and the row-level security of whoever asks.

CREATE VIEW pipedream_profiles WITH (security_invoker = true) AS
  SELECT id AS profile_id, account_id, provider, profile_name, display_name, app_slug, app_name, mcp_qualified_name,
    external_user_id, enabled_tools, is_active, is_default, is_connected, sealed_config AS encrypted_config,
    created_at, updated_at, last_used_at
  FROM profiles WHERE provider = 'pipedream' WITH CASCADED CHECK OPTION;
ALTER VIEW pipedream_profiles ALTER COLUMN provider SET DEFAULT 'pipedream';

CREATE VIEW composio_profiles WITH (security_invoker = true) AS
  SELECT id AS profile_id, account_id, provider, profile_name, display_name, app_slug AS toolkit_slug,
    app_name AS toolkit_name, mcp_qualified_name, external_user_id AS user_id, auth_config_id, enabled_tools,
    is_active, is_default, is_connected, sealed_config AS encrypted_config, created_at, updated_at, last_used_at
  FROM profiles WHERE provider = 'composio' WITH CASCADED CHECK OPTION;
ALTER VIEW composio_profiles ALTER COLUMN provider SET DEFAULT 'composio';

CREATE VIEW pipedream_connections WITH (security_invoker = true) AS
  SELECT id AS connection_id, profile_id, account_id, provider, app_slug, external_user_id, oauth_app_id,
    upstream_account_id AS pipedream_account_id, status, auth_type, metadata, connected_at, last_synced_at,
    last_used_at, expires_at, created_at, updated_at
  FROM connections WHERE provider = 'pipedream' WITH CASCADED CHECK OPTION;
ALTER VIEW pipedream_connections ALTER COLUMN provider SET DEFAULT 'pipedream';

CREATE VIEW composio_connections WITH (security_invoker = true) AS
  SELECT id AS connection_id, profile_id, account_id, provider, app_slug AS toolkit_slug,
    external_user_id AS user_id, upstream_account_id AS connected_account_id, status, auth_type, metadata,
    connected_at, last_synced_at, last_used_at, expires_at, created_at, updated_at
  FROM connections WHERE provider = 'composio' WITH CASCADED CHECK OPTION;
ALTER VIEW composio_connections ALTER COLUMN provider SET DEFAULT 'composio';

GRANT SELECT, INSERT, UPDATE, DELETE ON pipedream_profiles, composio_profiles, pipedream_connections, composio_connections
  TO patchbay_app;
