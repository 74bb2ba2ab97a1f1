-- Who teaches which class: the list of groups asks for a whole academic year's, among fifteen times as many learners.
CREATE INDEX group_member_teacher ON group_member (school_id, group_id, account_id) WHERE role = 'teacher';
