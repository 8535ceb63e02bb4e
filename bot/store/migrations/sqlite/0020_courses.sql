-- Which course a cohort has, by the name of its folder; '' is the first one that is served.
ALTER TABLE cohort ADD COLUMN course TEXT NOT NULL DEFAULT '';
