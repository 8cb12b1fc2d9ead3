-- A function with a subquery is called for every row and planned for every statement; a setting is only read. Records
-- are written by the system, so what applies to nearly all rows is asked first. Who may see what stays as it was.
ALTER POLICY account_only ON tool_executions
  USING (current_setting('app.system', true) = 'on' OR account_in_reach(account_id));
