-- By which browsers' push servers know this installation (RFC 8292): whoever subscribed did so for it.
create table notify.push_key (
  one    boolean primary key check (one),
  public bytea not null,
  secret bytea not null   -- sealed
);
