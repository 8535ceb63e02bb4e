-- Who was registered by a teacher was taken for 14 to 17 without having been asked.
UPDATE learner SET age_band = 'unknown' WHERE age_band = '14_to_17'
    AND EXISTS (SELECT 1 FROM consent WHERE consent.learner = learner.person AND given_by = 'guardian')
    AND NOT EXISTS (SELECT 1 FROM consent WHERE consent.learner = learner.person AND given_by = 'self');
