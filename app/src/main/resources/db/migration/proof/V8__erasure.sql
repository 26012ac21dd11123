-- What was lawfully erased of an entry, looked up by the entry.
create index records_erased on proof.records ((facts ->> 'entry')) where type = 'entry.erased';

-- The planner keeps the commonest values of a column: of free words it needs none, and given its
-- type anew it forgets those it has.
alter table proof.ratings alter column words type text;
alter table proof.ratings alter column words set statistics 0;
