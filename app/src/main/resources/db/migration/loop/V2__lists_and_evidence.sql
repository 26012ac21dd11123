-- Lists: one moment says when a loop needs somebody next, so that inboxes are read in order.

alter table loop.loops
  add column next_due timestamptz generated always as (coalesce(least(stage_due, due), 'infinity')) stored;
-- The whole's allowance counts from here: the opening, or the last reopening, moved on by pauses.
alter table loop.loops add column counted_from timestamptz;
update loop.loops set counted_from = opened_at;
alter table loop.loops alter column counted_from set not null;

drop index loop.loops_mine;
drop index loop.loops_squad;
drop index loop.loops_scope;
drop index loop.loops_overdue;
create index loops_mine    on loop.loops (assignee, next_due, id) where closed_at is null;
create index loops_squad   on loop.loops (handler, next_due, id) where closed_at is null;
create index loops_scope   on loop.loops (division text_pattern_ops, next_due, id) where closed_at is null;
create index loops_soonest on loop.loops (next_due, id) where closed_at is null;
create index loops_to_raise on loop.loops (stage_due) where closed_at is null and escalated_at is null;
-- Closed loops, latest first; written once each, when a loop closes.
create index loops_done_scope on loop.loops (division text_pattern_ops, opened_at desc, id desc)
  where closed_at is not null;
create index loops_done_squad on loop.loops (handler, opened_at desc, id desc)
  where closed_at is not null;
create index loops_done on loop.loops (opened_at desc, id desc) where closed_at is not null;

-- Evidence: what a file is; its bytes lie under <data>/evidence, once for each hash.
create table loop.evidence (
  id          uuid primary key,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type  text not null,
  size        bigint not null,
  name        text not null,
  captured_at timestamptz,
  lat         double precision,
  lon         double precision,
  thumb       boolean not null,
  uploaded_at timestamptz not null,
  person      uuid,
  uploader    text not null,             -- hash of the session or upload cookie it came with
  loop        uuid references loop.loops -- null until a step names it
);
create index evidence_loop on loop.evidence (loop) where loop is not null;
create index evidence_loose on loop.evidence (uploaded_at) where loop is null;
create index evidence_sha256 on loop.evidence (sha256);
