-- What an observation said before a review replaced it, so that taking the review back restores it; null: no review did.
alter table observation
    add column gold_shares float8[],
    add column gold_top    int,
    add column gold_label  text;

-- The gold label as the run told of it, and when.
alter table review_task
    add column gold_label text not null default '',
    add column gold_time  timestamptz;

-- Whose the run is that a report is on.
alter table report add column project_id uuid;
