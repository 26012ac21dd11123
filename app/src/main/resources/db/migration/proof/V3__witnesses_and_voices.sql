-- What witnesses cosigned, and what people say of an act.

-- The last checkpoint each witness cosigned.
create table proof.witnessed (
  witness text primary key,              -- its verifier key
  size    bigint not null,
  note    text not null,                 -- the checkpoint with the log's lines and the witness's
  at      timestamptz not null
);

-- Ratings of an act by whoever scanned its code; the writer stays unknown.
create table proof.ratings (
  id    uuid primary key,                -- made with the form: sent twice, counted once
  act   uuid not null references proof.codes (act),
  voter bytea not null,                  -- keyed digest of address and act: one voice a network
  at    timestamptz not null,
  stars smallint not null check (stars between 1 and 5),
  words text not null,
  unique (act, voter)
);

-- What an alert leads to, where it is more than a code.
alter table proof.alerts add column link text not null default '';
