-- Lines of the audit log are sealed like steps of loops: which transaction wrote a line says when
-- it is final, the salt keeps its hash from being guessed.
alter table people.audit
  add column txid xid8 not null default pg_current_xact_id(),
  add column salt bytea not null
    default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
create index audit_final on people.audit (txid, seq);
