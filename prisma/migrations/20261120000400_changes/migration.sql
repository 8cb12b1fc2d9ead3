-- Every process keeps keys, memberships, grants and enabled tools in memory. A change announces itself from here, so
-- that no writer can forget to, and a key revoked by hand in psql is refused everywhere at once like any other.
-- Only the columns that a cache depends on announce: "last used" would otherwise flood every process.

CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
    'provider', changed -> 'provider',
    'app_slug', changed -> 'app_slug'))::text);
  RETURN NULL;
END $$;

CREATE TRIGGER announce_change AFTER DELETE OR UPDATE OF scopes, agent_id, expires_at, revoked_at, hash ON api_keys
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON memberships
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER DELETE OR UPDATE OF email, name, locale, sessions_valid_from ON users
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER DELETE OR UPDATE ON accounts
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER DELETE OR UPDATE ON workspaces
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER INSERT OR DELETE OR UPDATE OF
    profile_name, display_name, sealed_config, public_config, enabled_tools, is_active, is_default, is_connected ON profiles
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER INSERT OR DELETE OR UPDATE OF status, upstream_account_id, oauth_app_id ON connections
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON agents
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON agent_versions
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON provider_settings
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER DELETE OR UPDATE OF master_version, sealed_key ON account_data_keys
  FOR EACH ROW EXECUTE FUNCTION announce_change();
