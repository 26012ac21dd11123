-- Which organ signs codes, from when on; what an earlier one signed stays its own.
create table proof.issuers (
  since timestamptz primary key,
  code  text not null,
  name  text not null
);

-- An installation that has issued codes did so in the name that was set then; the application
-- writes it down at its next start.
