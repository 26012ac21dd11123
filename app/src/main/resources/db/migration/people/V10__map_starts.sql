-- Where the map of a street begins as long as it has no outline.
create table people.map_starts (
  code text primary key references people.divisions (code) on delete cascade,
  lat  double precision not null,
  lon  double precision not null
);
