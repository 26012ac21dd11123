-- Codes of administrative acts. A kind of act is a row, not a mechanism.

create table proof.act_kinds (
  kind    text primary key check (kind ~ '^[a-z0-9-]{1,12}$'),
  zh      text not null,
  en      text not null,
  next_zh text not null,                 -- what comes next, for whoever was acted upon
  next_en text not null
);
insert into proof.act_kinds values
  ('persuasion', '劝导教育', 'persuasion',
   '本次仅作劝导，不作处罚。请按劝导内容自行改正。',
   'This was persuasion only, no penalty. Please put it right as advised.'),
  ('correction', '责令改正', 'order to correct',
   '请在期限内改正，执法人员将复查。逾期不改的，可能依法处理。',
   'Put it right within the time given; officers will check. Failing that, the law may take its course.'),
  ('warning', '警告', 'warning',
   '如有异议，可以依法申请行政复议或者提起行政诉讼。',
   'If you disagree you may apply for administrative reconsideration or sue.'),
  ('filing', '立案查处', 'case filed',
   '案件正在调查。您有陈述、申辩的权利，处罚决定作出前会告知您。',
   'The case is being investigated. You may state your side; you will be told before any decision.'),
  ('handover', '移送', 'handed over',
   '本事项已移送有权机关，由其与您联系。',
   'This matter went to the authority competent for it, which will contact you.');

create sequence proof.status_indexes minvalue 0 start 0;

create table proof.codes (
  act          uuid primary key,
  short_id     text not null,
  kind         text not null references proof.act_kinds,
  loop         uuid not null,
  entry        uuid not null,            -- the loop entry in which the act was recorded
  division     text not null,
  issued_at    timestamptz not null,
  token        bytea not null,
  status_index bigint not null unique,
  facts        jsonb not null,           -- what the page shows, each with who may see it
  subject      text not null,            -- unified social credit code; empty for persons
  status       text not null default 'VALID'
               check (status in ('VALID','REVOKED','SUSPENDED','CORRECTED')),
  status_at    timestamptz,
  status_by    uuid,
  reason       text not null default '',
  corrected_by uuid references proof.codes (act)
);
create index codes_short on proof.codes (short_id);
create index codes_loop on proof.codes (loop);
create index codes_status on proof.codes (status_index) where status <> 'VALID';

create table proof.scans (
  id       uuid primary key,
  act      uuid not null references proof.codes (act),
  at       timestamptz not null,
  way      text not null check (way in ('QR','TYPED')),
  city     text                          -- division code of the scanner's network, where known
);
create index scans_act on proof.scans (act, at);

-- Which city a network lies in, as far as the installation knows; scans keep the city only.
create table proof.networks (
  network  cidr primary key,
  city     text not null
);
create index networks_match on proof.networks using gist (network inet_ops);
