-- An act is its unit's: the leader of that unit answers for its code.
alter table proof.codes add column unit uuid;

-- An alert concerns a place; none where it concerns the whole installation.
alter table proof.alerts add column division text;
update proof.alerts a set division = c.division
  from proof.codes c
  where a.link = '/codes/' || c.act
     or (a.kind = 'act-complained' and c.short_id = replace(split_part(a.detail, ' · ', 1), '-', ''));
