-- A run that is paused or over makes no further call, not even one of a chunk in progress.
alter table run_budget add column stopped boolean not null default false;
