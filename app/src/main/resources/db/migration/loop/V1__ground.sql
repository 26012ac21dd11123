-- Loops, and what happened to them.

create table loop.loops (
  id          uuid primary key,
  kind        text not null,
  number      text not null unique,
  title       text not null,
  stage       text not null,
  version     integer not null,
  division    text not null,
  lat         double precision,
  lon         double precision,
  handler     uuid,
  assignee    uuid,
  opened_by   uuid,
  opened_at   timestamptz not null,
  stage_since timestamptz not null,
  stage_due   timestamptz,
  due         timestamptz,
  paused_at   timestamptz,
  paused_from text,
  paused_stage_due timestamptz,
  paused_due  timestamptz,
  total_minutes integer,                 -- the whole's allowance; null without limit
  total_working boolean not null default true,
  closed_at   timestamptz,
  escalation  integer not null default 0,
  escalated_at timestamptz
) with (fillfactor = 80);

-- The inbox reads only open loops, soonest deadline first; closed ones are not in these indexes.
create index loops_mine    on loop.loops (assignee, stage_due, id) where closed_at is null;
create index loops_squad   on loop.loops (handler, stage_due, id) where closed_at is null;
create index loops_scope   on loop.loops (division text_pattern_ops, kind) where closed_at is null;
create index loops_overdue on loop.loops (stage_due) where closed_at is null;
create index loops_opened  on loop.loops (kind, opened_at desc, id);
create index loops_closed  on loop.loops (closed_at) where closed_at is not null;

create table loop.entries (
  seq      bigint generated always as identity,
  txid     xid8 not null default pg_current_xact_id(),
  id       uuid primary key,
  loop     uuid not null references loop.loops,
  kind     text not null,
  version  integer not null,
  move     text not null,
  from_stage text,
  to_stage text not null,
  at       timestamptz not null,
  person   uuid,
  by_label text not null,
  note     text not null,
  data     jsonb not null,
  evidence uuid[] not null,
  late     boolean not null,
  due      timestamptz,
  salt     bytea not null,
  unique (loop, version)
);
-- (txid, seq) is the order in which entries become final: whoever reads only below the oldest
-- running transaction never misses one that commits late.
create index entries_final on loop.entries (txid, seq);

create function loop.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger entries_append_only before update or delete on loop.entries
  for each row execute function loop.refuse_change();
create trigger entries_no_truncate before truncate on loop.entries
  for each statement execute function loop.refuse_change();

-- Whoever has taken part may always read the loop.
create table loop.parties (
  loop         uuid not null references loop.loops,
  party        uuid not null,
  organisation boolean not null,
  primary key (party, loop)
);

create sequence loop.numbers;

create table loop.calendar_days (
  day     date primary key,
  workday boolean not null,
  name    text not null
);
