-- Villages and grids that are no more, and which took their place; what is open there is done there.
create table people.closed_places (
  code      text primary key references people.divisions (code),
  successor text references people.divisions (code),   -- null for the place above
  since     date not null
);
