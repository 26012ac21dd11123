-- Calls: what several whistles have in common. Each unit called has a loop of its own.

create table command.calls (
  id         uuid primary key,
  title      text not null,
  note       text not null,
  division   text not null,
  lat        double precision,
  lon        double precision,
  radius     integer not null,           -- metres within which a unit counts as there
  minutes    integer not null,           -- to report in
  about      uuid,                       -- the loop it is called for, such as an event
  called_by  uuid,
  called_at  timestamptz not null
);
create index calls_about on command.calls (about) where about is not null;

create table command.called (
  call         uuid not null references command.calls,
  loop         uuid primary key,
  organisation uuid not null,
  unique (call, organisation)
);

-- Where and how a unit reported in; its entry is the record, this is for lists and maps.
create table command.arrivals (
  loop     uuid primary key,
  at       timestamptz not null,
  person   uuid,
  lat      double precision,
  lon      double precision,
  accuracy integer,
  grid     text,
  metres   integer,
  inside   boolean
);
