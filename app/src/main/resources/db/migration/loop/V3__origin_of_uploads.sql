-- A keyed digest of the address somebody without an account sends from, to limit how much comes.
alter table loop.evidence add column origin bytea;
create index evidence_origin on loop.evidence (origin, uploaded_at) where origin is not null;
