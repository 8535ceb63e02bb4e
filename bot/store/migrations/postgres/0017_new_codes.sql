-- When the group's code was given last; NULL where that was before this was kept.
ALTER TABLE cohort ADD COLUMN coded_at bigint;
