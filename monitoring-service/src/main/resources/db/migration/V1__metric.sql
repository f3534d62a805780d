-- What happened in a minute; the partitions, one per day, are made by the service.
create table metric_point (
    metric     text        not null,
    project_id uuid        not null,
    -- All zeros: no run.
    run_id     uuid        not null,
    dimension  text        not null,
    minute     timestamptz not null,
    count      bigint      not null,
    -- Numeric, so that sums of money are exact.
    sum        numeric     not null,
    min        float8      not null,
    max        float8      not null,
    primary key (metric, project_id, run_id, dimension, minute)
) partition by range (minute);

create index metric_point_run on metric_point (run_id, metric);

-- Runs that were heard of.
create table run_seen (
    run_id     uuid primary key,
    project_id uuid not null
);

-- Items whose newest annotation is an error, so that a retry is told from a new item.
create table failed_item (
    run_id  uuid not null,
    item_id uuid not null,
    code    text not null,
    primary key (run_id, item_id)
);

-- The newest revision of each review decision and where it was counted, so that it can be taken back.
create table review_seen (
    task_id    uuid primary key,
    revision   int         not null,
    withdrawn  boolean     not null,
    kept       boolean     not null,
    project_id uuid        not null,
    run_id     uuid        not null,
    model      text        not null,
    minute     timestamptz not null
);
