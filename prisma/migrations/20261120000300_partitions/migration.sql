-- Execution records are the one table that only grows. One partition a month: retention drops a partition, which is
-- instant, and queries over recent days read only recent partitions.

-- Owned by the owner of the tables, so that the application may ask for the next months without owning anything.
CREATE FUNCTION ensure_execution_partitions(months_ahead int DEFAULT 3) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  first_day date;
  partition text;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('patchbay.execution_partitions'));
  FOR ahead IN 0..least(months_ahead, 24) LOOP
    first_day := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead);
    partition := 'tool_executions_' || to_char(first_day, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || partition) IS NOT NULL;
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.tool_executions FOR VALUES FROM (%L) TO (%L)',
      partition, first_day::timestamp AT TIME ZONE 'UTC', (first_day + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    EXECUTE format('REVOKE ALL ON public.%I FROM patchbay_app', partition);
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

-- Drops the months that ended before a day, at least thirty days ago whatever is asked for.
CREATE FUNCTION drop_execution_partitions(before date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  month_name text;
  dropped int := 0;
BEGIN
  FOR month_name IN
    SELECT relname FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid
    WHERE inhparent = 'public.tool_executions'::regclass AND relname ~ '^tool_executions_\d{4}_\d{2}$'
  LOOP
    CONTINUE WHEN to_date(right(month_name, 7), 'YYYY_MM') + interval '1 month'
      > least(before, (now() AT TIME ZONE 'UTC')::date - 30);
    EXECUTE format('DROP TABLE public.%I', month_name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

REVOKE ALL ON FUNCTION ensure_execution_partitions(int), drop_execution_partitions(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_execution_partitions(int), drop_execution_partitions(date) TO patchbay_app;

-- A record must never be lost because a month was not prepared.
CREATE TABLE tool_executions_default PARTITION OF tool_executions DEFAULT;
-- A partition has no policy of its own: reached by its own name it would show every account's records.
REVOKE ALL ON tool_executions_default FROM patchbay_app;
SELECT ensure_execution_partitions();
