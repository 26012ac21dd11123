-- Whom a loop waits for by name, and who answers for its matter where another unit has it in hand.
-- Loops that stand open at the upgrade wait for nobody.
alter table loop.loops
  add column awaits uuid[],
  add column lead   uuid;

create index loops_awaits on loop.loops using gin (awaits) where awaits is not null;
create index loops_lead on loop.loops (lead, rank, id) where lead is not null;
