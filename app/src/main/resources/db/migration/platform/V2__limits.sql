-- How often something was taken in from, or guessed by, somebody: a count that runs out evenly.

create table platform.counts (
  key   bytea primary key,           -- keyed digest of the limit and of whom it counts
  level double precision not null,   -- what was counted, less what has run out by “at”
  at    timestamptz not null,
  until timestamptz not null         -- when nothing of it is left
);

create index counts_old on platform.counts (until);

-- Proofs of work that were used; kept until they would have run out anyway.
create table platform.work (
  id    uuid primary key,
  until timestamptz not null
);

create index work_old on platform.work (until);
