-- Who there is, where they belong, what they may do.

create table people.divisions (
  code      text primary key,
  name      text not null,
  level     text not null check (level in ('province','city','district','street','village','grid')),
  parent    text not null,
  geometry  jsonb,                       -- GeoJSON Polygon, WGS 84; schematic where no survey exists
  schematic boolean not null default true,
  lat       double precision,
  lon       double precision,
  version   integer not null default 0
);
create index divisions_parent on people.divisions (parent, code);

create table people.organisations (
  id          uuid primary key,
  name        text not null,
  kind        text not null,
  credit_code text unique,               -- GB 32100-2015
  division    text not null,
  parent      uuid references people.organisations,
  specialty   text,
  phone       text,
  active      boolean not null default true,
  version     integer not null default 0
);
create index organisations_kind on people.organisations (kind, division);

create table people.persons (
  id                 uuid primary key,
  name               text not null,
  login              text unique,
  password_hash      text,
  national_id        bytea,              -- AES-256-GCM, key outside the database
  national_id_digest bytea unique,       -- HMAC, to find a person by number without reading it
  phone              bytea,
  phone_digest       bytea,
  phone_tail         text,
  organisation       uuid references people.organisations,
  active             boolean not null default true,
  created_at         timestamptz not null,
  version            integer not null default 0
);
create index persons_organisation on people.persons (organisation) where active;

create table people.posts (
  id           uuid primary key,
  person       uuid not null references people.persons,
  organisation uuid not null references people.organisations,
  title        text not null,
  valid_from   timestamptz not null,
  valid_to     timestamptz
);
create index posts_person on people.posts (person);

create table people.grants (
  id           uuid primary key,
  person       uuid not null references people.persons,
  role         text not null,
  division     text,
  organisation uuid references people.organisations,
  valid_from   timestamptz not null,
  valid_to     timestamptz,
  granted_by   uuid,
  check ((division is null) <> (organisation is null))
);
create index grants_person on people.grants (person);

create table people.qualifications (
  id         uuid primary key,
  person     uuid not null references people.persons,
  kind       text not null,
  number     text not null,
  issuer     text not null,
  fields     text not null default '',
  valid_from date not null,
  valid_to   date,
  unique (kind, number)
);
create index qualifications_person on people.qualifications (person);

create table people.sessions (
  token_hash text primary key,
  person     uuid not null references people.persons,
  begun_at   timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null
);
create index sessions_person on people.sessions (person);

create table people.api_tokens (
  id         uuid primary key,
  token_hash text not null unique,
  person     uuid not null references people.persons,
  name       text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index api_tokens_person on people.api_tokens (person);

create table people.audit (
  seq     bigint generated always as identity primary key,
  id      uuid not null unique,
  at      timestamptz not null,
  action  text not null,
  person  uuid,
  subject text not null,
  detail  jsonb not null
);
create index audit_person on people.audit (person, seq);
create index audit_action on people.audit (action, seq);

create function people.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger audit_append_only before update or delete on people.audit
  for each row execute function people.refuse_change();
create trigger audit_no_truncate before truncate on people.audit
  for each statement execute function people.refuse_change();
