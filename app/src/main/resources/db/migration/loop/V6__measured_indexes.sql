-- After measuring lists among a million loops (MillionLoopsTest).

create index loops_done_mine on loop.loops (assignee, opened_at desc, id desc)
  where closed_at is not null;
-- With kind and stage inside, counting by place, kind and stage reads the index alone.
drop index loop.loops_scope;
create index loops_scope on loop.loops (division text_pattern_ops, next_due, id)
  include (kind, stage) where closed_at is null;
