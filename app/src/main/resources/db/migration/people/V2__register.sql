-- What sign-in, the register and its pages need beside the ground.

-- The box around a place, so that the grid under a point is found by index.
alter table people.divisions add column west double precision;
alter table people.divisions add column south double precision;
alter table people.divisions add column east double precision;
alter table people.divisions add column north double precision;
create index divisions_box on people.divisions (west, east) where west is not null;
create index divisions_below on people.divisions (code text_pattern_ops);

-- A digest of a fixed word under the key in use: tells a wrong key before it writes anything.
create table people.key_check (
  single boolean primary key check (single),
  digest bytea not null
);

-- Failed sign-ins, under a digest of the account or address tried, never the words typed.
create table people.sign_in_failures (
  id  uuid primary key,
  key bytea not null,
  at  timestamptz not null
);
create index sign_in_failures_key on people.sign_in_failures (key, at);

alter table people.persons add column must_change_password boolean not null default false;

create index persons_name on people.persons (name, id);
create index organisations_name on people.organisations (name, id);
create index audit_at on people.audit (at);
alter table people.sessions add column id uuid;
alter table people.sessions add column address text not null default '';
alter table people.api_tokens add column last_used_at timestamptz;

-- An uploaded file that was read and checked, waiting to be confirmed on whichever node.
create table people.imports (
  id           uuid primary key,
  kind         text not null,
  file_name    text not null,
  person       uuid not null,
  at           timestamptz not null,
  good         integer not null,
  bad          integer not null,
  rows         bytea not null,           -- sealed: the rows may carry personal data
  confirmed_at timestamptz
);
create index imports_person on people.imports (person, at);
