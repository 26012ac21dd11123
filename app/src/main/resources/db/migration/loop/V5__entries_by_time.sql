-- Figures of a period ask which loops moved within it. Entries come in the order of their time,
-- so a summary of blocks finds them and costs a write next to nothing.
create index entries_at on loop.entries using brin (at);
