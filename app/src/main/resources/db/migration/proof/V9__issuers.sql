-- Which organ signs codes, from when on; what an earlier one signed stays its own.
create table proof.issuers (
  number integer generated always as identity primary key,
  since  timestamptz not null,
  code   text not null,
  name   text not null
);

-- An installation that has issued codes did so in the name that was set then; the application
-- writes it down at its next start.
