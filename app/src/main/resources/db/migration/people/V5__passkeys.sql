-- Passkeys (W3C WebAuthn) beside codes of the time, and since when an office is held.

-- By which authenticators know the account: random, and tells nothing of it.
alter table people.persons add column passkey_handle bytea unique;

create table people.passkeys (
  id         uuid primary key,
  person     uuid not null references people.persons,
  credential bytea not null unique,        -- the id its authenticator gave it
  key        bytea not null,               -- attested credential data: the public key, as it came
  counter    bigint not null,              -- of signatures; 0 where the authenticator counts none
  eligible   boolean not null,             -- whether it may be copied to other devices of its owner
  copied     boolean not null,             -- whether it was
  name       text not null,
  made_at    timestamptz not null,
  used_at    timestamptz
);
create index passkeys_person on people.passkeys (person);

-- What a browser was asked to sign: for that browser, once, for minutes.
create table people.passkey_challenges (
  challenge bytea primary key,
  browser   text not null unique,          -- digest of its token against forgery, which is its session's
  purpose   text not null check (purpose in ('ADD', 'SECOND_FACTOR', 'SIGN_IN')),
  person    uuid references people.persons, -- null at the door, where nobody is known yet
  name      text not null default '',      -- of the passkey to be
  until     timestamptz not null
);

-- Recovery codes are for whatever second factor there is.
alter table people.recovery_codes drop constraint recovery_codes_person_fkey;
alter table people.recovery_codes add foreign key (person) references people.persons;

-- When a grant was written down, which its period does not tell. Null for those before.
alter table people.grants add column given_at timestamptz;
alter table people.grants alter column given_at set default now();

-- Attempts are counted in platform.counts.
drop table people.sign_in_failures;
