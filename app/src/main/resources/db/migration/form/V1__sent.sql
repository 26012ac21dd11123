-- What was sent under the id of a thing to be, as a keyed digest: the same again is a repeat and
-- is answered as before, other words under the id are refused. Kept for thirty days.

create table form.sent (
  id     uuid primary key,
  digest bytea not null,
  at     timestamptz not null
);

create index sent_by_time on form.sent using brin (at);
