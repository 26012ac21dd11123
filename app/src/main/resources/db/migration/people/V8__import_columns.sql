-- What the headings of an office's files were said to mean, so that nobody is asked twice.

create table people.import_columns (
  kind    text not null,
  office  uuid not null,                 -- an organisation, a person of none, or zero at a terminal
  heading text not null,
  meant   text not null,                 -- a column's name; - where it is left out
  primary key (kind, office, heading)
);
