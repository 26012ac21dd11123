-- A line of the responsibility list belongs to a place: whoever answers for it may change the line.
-- Those written before belong to the whole country ('').
alter table cases.categories add column division text not null default '';
