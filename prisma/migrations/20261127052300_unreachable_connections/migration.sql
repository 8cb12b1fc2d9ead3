-- A service that is down took nothing from its grant, so the status stays, and the outage stands beside it. Safe while
-- the former version serves: it neither reads nor writes these columns.
ALTER TABLE "connections" ADD COLUMN     "failed_check_at" TIMESTAMPTZ(3),
ADD COLUMN     "unreachable_reason" JSONB,
ADD COLUMN     "unreachable_since" TIMESTAMPTZ(3);

-- An outage announces itself like a status. A check that finds everything as it was announces nothing: it used to
-- clear what every process remembers of the account, at every probe.
DROP TRIGGER announce_change ON connections;
CREATE TRIGGER announce_change AFTER INSERT OR DELETE ON connections
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_difference AFTER UPDATE ON connections
  FOR EACH ROW
  WHEN ((OLD.status, OLD.upstream_account_id, OLD.oauth_app_id, OLD.unreachable_since, OLD.unreachable_reason)
    IS DISTINCT FROM (NEW.status, NEW.upstream_account_id, NEW.oauth_app_id, NEW.unreachable_since, NEW.unreachable_reason))
  EXECUTE FUNCTION announce_change();
