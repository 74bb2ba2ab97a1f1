-- How many current learners each year and registration group has: every list of learners asks for it.
CREATE INDEX account_learner_groups ON account (school_id, year_group, registration_group)
    WHERE state = 'active' AND kind IN ('learner', 'non_mis_learner');
