-- When something last happened to a loop stands in its row. Figures of a period asked the entries
-- for it, by an index of their times that every move had to keep.
alter table loop.loops add column touched_at timestamptz;
update loop.loops l set touched_at = e.at
  from (select loop, max(at) as at from loop.entries group by loop) e where e.loop = l.id;
update loop.loops set touched_at = stage_since where touched_at is null;
alter table loop.loops alter column touched_at set not null;
drop index loop.entries_at;
