-- The public log: tiles, the entries' places in it, and how far it has been sealed.

-- One row. Whoever holds its lock is the sealer; the lock dies with its connection.
create table proof.log_state (
  one        boolean primary key default true check (one),
  origin     text not null,
  size       bigint not null,
  root       bytea not null,
  checkpoint text not null,              -- the signed note as served
  entry_txid bigint not null,            -- how far the tail of loop entries has been sealed
  entry_seq  bigint not null,
  record_txid bigint not null,           -- how far proof.records has been sealed
  record_seq bigint not null,
  sealed_at  timestamptz not null
);

-- Tiles of hashes (level 0 to 7) and bundles of log entries (level -1), the widest of each place.
create table proof.tiles (
  level smallint not null,
  index bigint not null,
  width smallint not null,
  bytes bytea not null,
  primary key (level, index)
);

-- A full tile never changes and a partial one only grows; nothing is ever taken back.
create function proof.tiles_grow() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.width <= old.width
     or substring(new.bytes for length(old.bytes)) <> old.bytes then
    raise exception 'a tile only grows' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger tiles_grow before update or delete on proof.tiles
  for each row execute function proof.tiles_grow();

-- Where each sealed thing lies. The key keeps anything from being sealed twice.
create table proof.leaves (
  subject uuid primary key,              -- id of the entry or record
  index   bigint not null unique
);

-- Things sealed beside loop entries: codes, published draws, certificates.
create table proof.records (
  seq   bigint generated always as identity,
  txid  xid8 not null default pg_current_xact_id(),
  id    uuid primary key,
  type  text not null,
  facts jsonb not null,
  salt  bytea not null,
  at    timestamptz not null
);
create index records_final on proof.records (txid, seq);
create function proof.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger records_append_only before update or delete on proof.records
  for each row execute function proof.refuse_change();

create table proof.alerts (
  id     uuid primary key,
  at     timestamptz not null,
  kind   text not null,
  detail text not null,
  seen_at timestamptz,
  seen_by uuid
);
