-- What a reporter left of themselves is sealed like their phone: name, and the place in words.
-- What stood in clear is moved aside here; the next start seals it before anything is served, and
-- drops this table (SealedReporters).
create table cases.clear_reporters as
  select id, reporter_name as reporter, address from cases.events
  where reporter_name <> '' or address <> '';
alter table cases.clear_reporters add primary key (id);

alter table cases.events
  drop column reporter_name,
  drop column address,
  drop column phone_tail,
  add column reporter   bytea,            -- AES-256-GCM, key outside the database
  add column address    bytea,
  add column erased_at  timestamptz,      -- since when it says nothing of a person
  add column over_at    timestamptz;      -- when its time was over, and every file went

-- The planner keeps the commonest values of a column: of free words it needs none, and given its
-- type anew it forgets those it has.
alter table cases.events
  alter column words type text,
  alter column rating_words type text;
alter table cases.events
  alter column words set statistics 0,
  alter column rating_words set statistics 0;

-- All reports of one phone; those whose time is over.
create index events_phone on cases.events (phone_digest) where phone_digest is not null;
create index events_kept on cases.events (reported_at, id) where over_at is null;
