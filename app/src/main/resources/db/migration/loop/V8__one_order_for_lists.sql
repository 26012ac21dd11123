-- One number puts every list in order: open loops by the moment somebody must act next, then closed
-- ones, latest opened first (Rank). So a list is one walk along one index, and an index has no
-- condition to be weighed at every move: those conditions and the generated column cost a third of
-- a move.

alter table loop.loops drop column next_due; -- and the indexes on it
drop index if exists loop.loops_mine, loop.loops_squad, loop.loops_scope, loop.loops_soonest,
  loop.loops_closed, loop.loops_done, loop.loops_done_mine, loop.loops_done_scope,
  loop.loops_done_squad;

alter table loop.loops add column rank bigint;
update loop.loops set rank = case
  when closed_at is not null
    then 6917529027641081856 - (extract(epoch from opened_at) * 1000000)::bigint
  else coalesce((extract(epoch from least(stage_due, due)) * 1000000)::bigint, 4611686018427387904)
end;
alter table loop.loops alter column rank set not null;

create index loops_mine  on loop.loops (assignee, rank, id);
create index loops_squad on loop.loops (handler, rank, id);
create index loops_scope on loop.loops (division text_pattern_ops, rank, id);
-- With place, kind and stage inside, counting what is open reads this index alone.
create index loops_rank  on loop.loops (rank, id) include (division, kind, stage);
