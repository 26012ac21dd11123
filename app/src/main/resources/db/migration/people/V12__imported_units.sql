-- Units that exist because a file of another system named them, until somebody looks at them.
create table people.imported_units (
  organisation uuid primary key references people.organisations (id),
  source       text not null,
  at           timestamptz not null,
  merged_into  uuid references people.organisations (id)   -- who answers to its name since
);
