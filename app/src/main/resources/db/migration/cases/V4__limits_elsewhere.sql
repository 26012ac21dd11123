-- Counted by the one limiter now (platform.counts).
drop table cases.attempts;
