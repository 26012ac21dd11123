-- Whoever asked to be called back and has not been.
create index events_call_back on cases.events (reported_at desc)
  where call_back and rating is null and phone is not null;
