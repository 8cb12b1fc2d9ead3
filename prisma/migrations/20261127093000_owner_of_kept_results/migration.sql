-- The rest of a result is read as what it was asked of: the same tool of the same profile, by the same agent. Safe while
-- the former version serves: what it keeps has no tool and is not found by this one, which says to call again.
ALTER TABLE "kept_results" ADD COLUMN     "agent_id" UUID,
ADD COLUMN     "profile_id" UUID,
ADD COLUMN     "tool_name" TEXT;
