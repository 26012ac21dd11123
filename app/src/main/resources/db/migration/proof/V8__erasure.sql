-- What was lawfully erased of an entry, looked up by the entry.
create index records_erased on proof.records ((facts ->> 'entry')) where type = 'entry.erased';

-- The planner keeps the commonest values of a column: of free words it needs none.
alter table proof.ratings alter column words set statistics 0;
select pg_clear_attribute_stats('proof', 'ratings', 'words', false);
