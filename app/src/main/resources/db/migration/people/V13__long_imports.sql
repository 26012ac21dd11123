-- A file of a hundred thousand rows is written for minutes: how far it is, and why it was not. It
-- stands beside the file, whose row is held by whoever writes it.
create table people.import_writing (
  import  uuid primary key references people.imports (id) on delete cascade,
  at      timestamptz,                   -- when it was last told; null while nobody writes
  written integer not null default 0,
  refused text                           -- as a text in both languages
);
