-- Leaves are keyed by source and id: an id from outside that is a record's already stops nothing.

alter table proof.leaves add column source text not null default 'entry';
-- An id of both a record and an entry (looked for among entries this once) is whose was read.
update proof.leaves l set source = 'record'
  from proof.records r, proof.log_state s
  where r.id = l.subject
    and ((r.txid::text::bigint, r.seq) <= (s.record_txid, s.record_seq)
      or not exists (select 1 from loop.entries e where e.id = r.id));
alter table proof.leaves alter column source drop default;
alter table proof.leaves drop constraint leaves_pkey;
alter table proof.leaves add primary key (subject, source);

-- How far each source has been sealed.
create table proof.positions (
  source text primary key,
  txid   bigint not null,
  seq    bigint not null
);
insert into proof.positions (source, txid, seq)
  select 'entry', entry_txid, entry_seq from proof.log_state;
-- Records were once read in the order of their transactions as text, which could leave some out or
-- read some twice: goes on from the first that has no leaf. Those behind it that have one are
-- passed over.
insert into proof.positions (source, txid, seq)
  select 'record', coalesce(u.txid, s.record_txid), coalesce(u.seq, s.record_seq)
  from proof.log_state s
  left join lateral (
    select r.txid::text::bigint as txid, r.seq - 1 as seq from proof.records r
    where not exists
      (select 1 from proof.leaves l where l.subject = r.id and l.source = 'record')
    order by r.txid, r.seq limit 1) u on true;
alter table proof.log_state
  drop column entry_txid, drop column entry_seq, drop column record_txid, drop column record_seq;

-- What could not be sealed: a marker lies in its place (docs/formats/entry.md).
create table proof.set_aside (
  index     bigint primary key,          -- of the marker
  source    text not null,
  subject   uuid not null,
  reason    text not null,
  digest    text not null,               -- of what the thing says
  salt      bytea not null,              -- of the marker
  at        timestamptz not null,
  sealed_at timestamptz                  -- when it could be sealed after all
);
create index set_aside_waiting on proof.set_aside (index) where sealed_at is null;
create index set_aside_subject on proof.set_aside (subject);
