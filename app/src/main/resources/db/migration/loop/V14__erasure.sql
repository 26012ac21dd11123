-- Words can be erased from an entry, once, with its salt, and nothing else of it changed. What it
-- said and says is recorded and sealed (proof), so the audit knows it from an alteration.
alter table loop.entries add column erased_at timestamptz;

create function loop.only_erased() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null
     and new.note = '' and old.data @> new.data and new.salt <> old.salt
     and new.by_label in (old.by_label, '市民 citizen')
     and (to_jsonb(new) - '{note,data,by_label,salt,erased_at}'::text[])
       = (to_jsonb(old) - '{note,data,by_label,salt,erased_at}'::text[]) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
drop trigger entries_append_only on loop.entries;
create trigger entries_append_only before update or delete on loop.entries
  for each row execute function loop.only_erased();

-- Of an erased file its hash stays, which its entry proves; “gone” once the bytes are deleted.
alter table loop.evidence
  add column erased_at timestamptz,
  add column gone boolean not null default false;
create index evidence_erased on loop.evidence (sha256) where erased_at is not null and not gone;

-- The planner keeps the commonest values of a column: of free words it needs none, and given its
-- type anew it forgets those it has.
alter table loop.loops alter column title type text;
alter table loop.evidence alter column name type text;
alter table loop.loops alter column title set statistics 0;
alter table loop.evidence alter column name set statistics 0;

-- Of a loop whose words were erased, what its row is sealed with since: its last entry knew them.
create table loop.erased_rows (
  loop    uuid not null,
  version integer not null,
  sealed  text not null,
  primary key (loop, version)
);
