-- The planner keeps the commonest values of a column: of free words it needs none, and given its
-- type anew it forgets those it has.
alter table command.calls
  alter column title type text,
  alter column note type text;
alter table command.calls
  alter column title set statistics 0,
  alter column note set statistics 0;
