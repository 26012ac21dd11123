-- Open loops with nobody who could take them on: reckoned anew all the time, nothing is lost with it.
create table loop.adrift (
  loop  uuid primary key references loop.loops,
  since timestamptz not null
);
