-- What every move pays for and nothing needs (docs/adr/0006): a move writes the loop, its entry and
-- its parties in one statement, so the keys between them hold by construction; and a loop is never
-- deleted, which is now refused instead of checked from the other side.

alter table loop.entries drop constraint entries_loop_fkey;
alter table loop.parties drop constraint parties_loop_fkey;
create trigger loops_stay before delete on loop.loops
  for each row execute function loop.refuse_change();
create trigger loops_no_truncate before truncate on loop.loops
  for each statement execute function loop.refuse_change();

-- Numbers end with the next value of a sequence; nothing looks a loop up by its number alone.
alter table loop.loops drop constraint loops_number_key;
-- Lists of open loops go by deadline, those of closed ones by loops_done; nothing reads this one.
drop index loop.loops_opened;
-- The clock reads loops_soonest: a stage that is late is due next or overdue as a whole.
drop index loop.loops_to_raise;
