-- No question asks by these: what they hold need not be sampled each time the tables have grown.
alter table loop.entries
  alter column by_label set statistics 0,
  alter column note set statistics 0,
  alter column data set statistics 0,
  alter column evidence set statistics 0,
  alter column salt set statistics 0;
