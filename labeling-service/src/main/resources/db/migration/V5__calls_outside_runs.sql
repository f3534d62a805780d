-- Calls that no run made, for the deletion of their project.
create index attempt_now on attempt (project_id) where run_id is null;
