-- What a kind knows of a loop beside where it stands, and the loop it hangs on.
alter table loop.loops
  add column facts jsonb,
  add column about uuid,
  alter column facts set statistics 0;

create index loops_about on loop.loops (about) where about is not null;
