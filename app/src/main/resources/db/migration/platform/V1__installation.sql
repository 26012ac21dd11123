-- What this installation is, settled by its first start, and how far a demo was loaded.

create table platform.installation (
  single   boolean primary key check (single),
  kind     text not null check (kind in ('real', 'demo')),
  begun_at timestamptz not null
);

create table platform.demo_steps (
  name      text primary key,
  loaded_at timestamptz not null
);
