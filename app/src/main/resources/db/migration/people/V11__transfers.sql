-- Persons moved to another unit: on which day, and who then takes their open work.
create table people.transfers (
  id           uuid primary key,
  person       uuid not null references people.persons,
  organisation uuid not null references people.organisations,
  from_day     date not null,
  hand_overs   text not null,            -- as sent, by blanks: what, and to whom
  ordered_by   uuid,
  at           timestamptz not null,
  done_at      timestamptz               -- null until its day; then when the person was moved
);
create index transfers_person on people.transfers (person, at);
create index transfers_due on people.transfers (from_day) where done_at is null;
