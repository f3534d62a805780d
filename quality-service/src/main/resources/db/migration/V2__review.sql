-- What all tasks of a run share.
create table review_run (
    run_id     uuid primary key,
    project_id uuid  not null,
    dataset_id uuid  not null,
    labels     jsonb not null
);

create index review_run_project on review_run (project_id);
create index review_run_dataset on review_run (dataset_id);

create table review_task (
    id                uuid primary key     default uuidv7(),
    run_id            uuid        not null references review_run on delete cascade,
    project_id        uuid        not null,
    item_id           uuid        not null,
    text              text        not null,
    suggestion        text        not null,
    scores            jsonb       not null,
    reasons           jsonb       not null,
    confidence        float8      not null,
    route             text        not null,
    model             text        not null,
    prompt_version    text        not null,
    decided           boolean     not null default false,
    skip_count        int         not null default 0,
    lease_holder      text,
    lease_expire_time timestamptz,
    decided_label     text,
    decided_by        text,
    decide_time       timestamptz,
    decide_seconds    float8,
    revision          int         not null default 0,
    create_time       timestamptz not null default now(),
    unique (run_id, item_id)
);

create index review_task_queue on review_task (skip_count, confidence, id) where not decided;
create index review_task_project_queue on review_task (project_id, skip_count, confidence, id) where not decided;
create index review_task_project on review_task (project_id, id);

-- Reviewers to whom a task is not given again for a while.
create table review_skip (
    task_id     uuid        not null references review_task on delete cascade,
    reviewer    text        not null,
    expire_time timestamptz not null,
    primary key (task_id, reviewer)
);

-- Projects, datasets and runs whose texts were deleted: their late events store nothing.
create table forgotten (
    id          uuid primary key,
    create_time timestamptz not null default now()
);
