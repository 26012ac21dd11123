-- What an ordered move began and ended, so that it can be called off or put on another day.
alter table people.transfers add column began text not null default '';  -- grants:id posts:id
alter table people.transfers add column ended text not null default '';  -- grants:id@until, - for no end
alter table people.transfers add column cancelled_at timestamptz;
