-- What is reported, and who is responsible for what.

-- Every edit of the responsibility list makes a new version of the whole; what an event was sorted
-- by stays readable for ever.
create table cases.list_versions (
  version  integer primary key,
  at       timestamptz not null,
  person   uuid,
  by_label text not null,
  reason   text not null
);

-- A line is in force from version `since` until before version `until`.
create table cases.categories (
  code       text not null,
  since      integer not null references cases.list_versions,
  until      integer check (until > since),
  parent     text,                        -- null for the upper level (大类)
  name_zh    text not null,
  name_en    text not null,
  lead       uuid,                        -- people's organisation
  assisting  uuid[] not null default '{}',
  allowance_minutes integer check (allowance_minutes > 0),
  working    boolean not null default true,
  basis      text not null default '',    -- legal basis as cited
  flexible   text not null default '',    -- 柔性执法 hint
  primary key (code, since)
);
create unique index categories_in_force on cases.categories (code) where until is null;

create table cases.events (
  id              uuid primary key,       -- the loop's
  category        text,
  list_version    integer,
  channel         text not null check (channel in ('GRID','CITIZEN','HOTLINE','SENSOR','IMPORT')),
  words           text not null,
  address         text not null,
  division        text not null,
  lat             double precision,
  lon             double precision,
  reported_at     timestamptz not null,
  reporter_name   text not null default '',
  phone           bytea,                  -- AES-256-GCM, key outside the database
  phone_digest    bytea,                  -- HMAC
  phone_tail      text,
  call_back       boolean not null default false,
  tracking_digest bytea unique,           -- HMAC of the tracking code; the code itself is not kept
  disposition     text check (disposition in ('MANAGE','SERVE','ENFORCE')),
  rating          smallint check (rating between 1 and 5),
  rating_words    text not null default '',
  merged_into     uuid references cases.events,
  source          text,
  external_ref    text,
  unique (source, external_ref),
  check ((source is null) = (external_ref is null)),
  check (merged_into <> id)
);
create index events_alike on cases.events (category, reported_at desc);
create index events_merged on cases.events (merged_into) where merged_into is not null;
create index events_reported on cases.events (reported_at desc, id);

-- How often somebody without an account came within a window of time. Subjects are keyed digests:
-- no address and no phone is kept.
create table cases.attempts (
  subject bytea not null,
  window_start timestamptz not null,
  count   integer not null,
  primary key (subject, window_start)
);
create index attempts_old on cases.attempts (window_start);
