-- Which installation this is, and which database holds it: a copy of either is told apart from it.

alter table platform.installation
  add column id uuid not null default gen_random_uuid(),
  add column place text; -- numbers the server gave this database; null until a server of this release
