-- What somebody is told, and how far the entries were read for it.

create table notify.positions (
  name text primary key,
  txid xid8 not null,
  seq  bigint not null
);

create table notify.notices (
  id      uuid primary key,
  seq     bigint generated always as identity,
  person  uuid,                          -- who is told,
  unit    uuid,                          -- or which unit, by its robots
  word    text not null,                 -- kind of word, as its module declares it
  cause   uuid not null,                 -- the entry, or whatever else it tells of
  loop    uuid,
  number  text not null,
  kind    text not null,
  stage   text not null,
  due     timestamptz,
  path    text not null,
  shown   boolean not null,              -- in the product
  at      timestamptz not null,
  read_at timestamptz,
  check ((person is null) <> (unit is null))
);
-- Nobody is told twice of one thing.
create unique index notices_once on notify.notices (coalesce(person, unit), cause);
create index notices_of on notify.notices (person, id) where person is not null;
create index notices_new on notify.notices (person) where shown and read_at is null;
create index notices_loop on notify.notices (loop) where loop is not null;
create index notices_at on notify.notices (at);
create index notices_seq on notify.notices (seq);
