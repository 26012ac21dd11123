-- What became of a code, as it was sealed: compared with the code's row whenever that is shown.
create index records_status_of on proof.records ((facts ->> 'act')) where type = 'code.status';
