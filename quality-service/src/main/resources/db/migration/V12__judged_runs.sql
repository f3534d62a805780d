-- The run that a report is on: its texts go with the run.
alter table report add column run_id uuid;

create index report_run on report (run_id, id desc) where run_id is not null;

-- What the gold label said; null: not an item with a gold label. A person may have corrected it since.
alter table observation add column gold_truth int;

update observation set gold_truth = truth where task_id is null;
