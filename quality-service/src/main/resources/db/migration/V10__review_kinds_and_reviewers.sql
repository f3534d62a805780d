-- Tasks of every kind, with several reviewers and adjudication.
alter table review_run add column kind text not null default 'CLASSIFICATION';

-- The suggestion, and the decision in decided_label, of kinds with a structure are their canonical JSON.
alter table review_task
    add column reviewers_needed  int           not null default 1,
    -- Who holds the task, and until when: as many at once as it still needs.
    add column lease_holders     text[]        not null default '{}',
    add column lease_ends        timestamptz[] not null default '{}',
    -- Whose decisions count; in an adjudication also those who have taken theirs back: they never get the task again.
    add column deciders          text[]        not null default '{}',
    add column adjudication      boolean       not null default false,
    -- The route before the adjudication.
    add column asked_route       text,
    add column suggestion_hidden boolean       not null default false,
    add column short_list        text[]        not null default '{}',
    -- Orders the queue: what is least sure first, and a day of waiting weighs like .1 of confidence.
    add column urgency           float8 generated always as
        (confidence + 0.1 / 86400 * extract(epoch from create_time at time zone 'UTC')::float8) stored;

-- Every reviewer's standing decision.
create table review_decision (
    task_id     uuid        not null references review_task on delete cascade,
    reviewer    text        not null,
    -- The label, or the canonical JSON of the value.
    answer      text        not null,
    adjudicated boolean     not null,
    seconds     float8,
    create_time timestamptz not null default now(),
    primary key (task_id, reviewer)
);

insert into review_decision (task_id, reviewer, answer, adjudicated, seconds, create_time)
select id, decided_by, decided_label, false, decide_seconds, decide_time from review_task where decided;

update review_task set
    deciders = case when decided then array[decided_by] else '{}' end,
    lease_holders = case when lease_holder is null then '{}' else array[lease_holder] end,
    lease_ends = case when lease_holder is null then '{}' else array[lease_expire_time] end;

drop index review_task_queue;
drop index review_task_project_queue;

alter table review_task
    drop column lease_holder,
    drop column lease_expire_time,
    drop column decided_by,
    drop column decide_seconds;

create index review_task_queue on review_task (skip_count, urgency, id) where not decided;
create index review_task_project_queue on review_task (project_id, skip_count, urgency, id) where not decided;
create index review_task_held on review_task using gin (lease_holders) where not decided;
