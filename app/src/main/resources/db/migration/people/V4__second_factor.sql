-- A second factor beside the password (RFC 6238), its recovery codes, and the way back.

create table people.second_factors (
  person       uuid primary key references people.persons,
  secret       bytea not null,             -- AES-256-GCM, key outside the database
  begun_at     timestamptz not null,
  confirmed_at timestamptz,                -- null until a first code proved it
  last_step    bigint not null default 0   -- of the last code taken; none before it is taken again
);

create table people.recovery_codes (
  person uuid not null references people.second_factors on delete cascade,
  digest bytea not null,                   -- HMAC; the code itself is not kept
  primary key (person, digest)
);

-- One administrator asks, another confirms.
create table people.factor_recoveries (
  person   uuid primary key references people.persons,
  asked_by uuid not null,
  asked_at timestamptz not null
);

alter table people.sessions add column awaits_code boolean not null default false;
