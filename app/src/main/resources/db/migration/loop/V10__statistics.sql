-- No plan turns on how often a value occurs in these, so they need not be sampled each time the
-- table has grown.
alter table loop.entries
  alter column by_label set statistics 0,
  alter column note set statistics 0,
  alter column data set statistics 0,
  alter column evidence set statistics 0,
  alter column salt set statistics 0;
