-- Where word goes beside the product: the ways of a person, the robots of a unit.
create table notify.ways (
  id           uuid primary key,
  person       uuid,
  unit         uuid,
  kind         text not null,
  name         text not null,
  address      bytea not null,           -- sealed: an address of mail, a number, a robot's URL
  secret       bytea,                    -- sealed: what messages are signed with
  shown        text not null,            -- the address, masked
  lang         text not null,
  code         bytea,                    -- sealed, while the address is not confirmed
  code_until   timestamptz,
  tries        integer not null default 0,
  confirmed_at timestamptz,
  silenced     text[] not null default '{}',
  place        text not null default '', -- of a robot's unit
  made_at      timestamptz not null,
  sent_at      timestamptz,              -- when something went there last
  check ((person is null) <> (unit is null))
);
create index ways_person on notify.ways (person) where person is not null;
create index ways_unit on notify.ways (unit) where unit is not null;

create table notify.preferences (
  person     uuid primary key,
  lang       text not null,
  quiet_from integer,
  quiet_to   integer,
  digest     integer,
  silenced   text[] not null
);

-- What is to go out. Nothing is sent while a row is locked: who takes one has it for some minutes.
create table notify.sendings (
  id          uuid primary key,
  way         uuid not null references notify.ways on delete cascade,
  kind        text not null,             -- of the way
  notice      uuid references notify.notices on delete cascade,  -- null: the way itself is tried
  made_at     timestamptz not null,
  due_at      timestamptz not null,
  attempts    integer not null default 0,
  held_until  timestamptz,
  sent_at     timestamptz,
  given_up_at timestamptz,
  place       text not null default '',  -- of whoever it was for, once given up
  why         text not null default '',
  unique (way, notice)
);
create index sendings_due on notify.sendings (kind, due_at)
  where sent_at is null and given_up_at is null;
create index sendings_given_up on notify.sendings (given_up_at) where given_up_at is not null;
create index sendings_notice on notify.sendings (notice);
