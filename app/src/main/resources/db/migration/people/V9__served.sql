-- Which streets this installation serves, and which of their villages it leaves out.
create table people.served (
  code    text primary key references people.divisions (code) on delete cascade,
  serving boolean not null
);

insert into people.served (code, serving)
  select street, true
  from (select distinct left(code, 9) as street from people.divisions where level = 'grid') grids
  where exists (select 1 from people.divisions known where known.code = street);

-- What a place is found by: name, pinyin, first letters; filled by the application.
alter table people.divisions add column sought text not null default '';
