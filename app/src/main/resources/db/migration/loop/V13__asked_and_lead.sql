-- Whom a loop waits for by name, and who answers for its matter where another unit has it in hand.
-- Loops that stand open at the upgrade wait for nobody.
alter table loop.loops
  add column awaits uuid[],
  add column lead   uuid,
  alter column awaits set statistics 0;

-- Few wait for anybody at a time: their list is one short walk.
create index loops_awaits on loop.loops (rank, id) where awaits is not null;
create index loops_lead on loop.loops (lead, rank, id) where lead is not null;
