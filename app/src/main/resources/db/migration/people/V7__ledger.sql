-- What a row said each time it was lawfully written, as a digest under a key outside the database:
-- whoever writes rows by hand writes none that fits. Sealed in the public log like steps of loops.
create table people.ledger (
  seq     bigint generated always as identity,
  txid    xid8 not null default pg_current_xact_id(),
  id      uuid primary key,
  name    text not null,                 -- of the table
  key     text not null,                 -- of the row; '' says that all rows have their first line
  version integer not null,              -- counts the lines of a row
  digest  text not null,
  gone    boolean not null,              -- the row was removed
  altered boolean not null default false, -- it was not as the line before says when it was written
  salt    bytea not null
    default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')),
  unique (name, key, version)
);
create index ledger_final on people.ledger (txid, seq);
create index ledger_altered on people.ledger (name, key) where altered;
create trigger ledger_append_only before update or delete on people.ledger
  for each row execute function people.refuse_change();
create trigger ledger_no_truncate before truncate on people.ledger
  for each statement execute function people.refuse_change();
