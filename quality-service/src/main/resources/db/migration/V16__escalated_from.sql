-- The route that escalating changed, so that the reviewer can take the task back; null: skipped.
alter table review_skip add column escalated_from text;
