-- When the office works, each from a day on until the next begins (docs/adr/0021); before the first
-- it is 8:30 to 12:00 and 13:30 to 18:00.
create table loop.office_hours (
  since          date primary key,
  name           text not null,          -- as 夏季作息
  morning_from   time not null,
  morning_to     time not null,
  afternoon_from time,                   -- null where afternoons are free
  afternoon_to   time,
  mornings       text not null           -- days of the week, 1 for Monday, on which it does not come back after noon
);
