-- What people and organisations are found by, as places are: name, pinyin, first letters; and where
-- they stand in a list by pinyin. Both are filled by the application, since a database's own order
-- of Chinese differs by its version.
alter table people.persons add column sought text not null default '';
alter table people.persons add column sort_key text not null default '';
alter table people.organisations add column sought text not null default '';
alter table people.organisations add column sort_key text not null default '';
drop index people.persons_name;
drop index people.organisations_name;
create index persons_sorted on people.persons (sort_key, id);
create index organisations_sorted on people.organisations (sort_key, id);
