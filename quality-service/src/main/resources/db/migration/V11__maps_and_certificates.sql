-- Maps of any method; what is withdrawn is not in force any more, the one before it is.
alter table calibration
    add column parameters    float8[]    not null default '{}',
    add column thresholds    float8[]    not null default '{}',
    add column withdraw_time timestamptz,
    add column ece_debiased_before float8 not null default 0,
    add column ece_debiased_after  float8 not null default 0;

update calibration set parameters = array[temperature];

alter table calibration drop column temperature;

-- One less the least probability that a label needs to be on a reviewer's short list; null: too little is known.
alter table calibration_subject
    add column list_limit    float8,
    add column listed_count  int     not null default 0,
    -- Observations when the map in force was last looked at, and whether it was refuted then.
    add column watched_count int     not null default 0,
    add column refuted       boolean not null default false;

-- The review was of an item drawn without regard to confidence.
alter table observation
    add column audited boolean not null default false,
    -- The label that the annotator chose; empty where it was not noted.
    add column label   text    not null default '';

-- Maps of labels that one map does not serve, beside the map of all.
create table calibration_label (
    calibration_id uuid      not null references calibration on delete cascade,
    label          text      not null,
    item_count     int       not null,
    method         text      not null,
    parameters     float8[]  not null,
    thresholds     float8[]  not null,
    primary key (calibration_id, label)
);


-- A guarantee that is asked for: at most this share of wrong labels among the accepted ones.
create table certification (
    project_id     uuid   not null,
    model          text   not null,
    prompt_version text   not null,
    max_risk       float8 not null,
    -- Observations when it was last looked at, and when a certificate was last tried.
    watched_count  int    not null default 0,
    tried_count    int    not null default 0,
    primary key (project_id, model, prompt_version, max_risk)
);

-- What came of a try, the newest of its kind is in force; then what audits said of it.
create table certificate (
    id             uuid primary key     default uuidv7(),
    project_id     uuid        not null,
    model          text        not null,
    prompt_version text        not null,
    max_risk       float8      not null,
    miss           float8      not null,
    -- Raw confidence at and above which labels may be accepted; null: none may.
    threshold      float8,
    accepted       int         not null,
    errors         int         not null,
    checked        int         not null,
    more_labels    int,
    audited        int         not null default 0,
    audit_errors   int         not null default 0,
    suspend_time   timestamptz,
    create_time    timestamptz not null default clock_timestamp()
);

create index certificate_newest on certificate (project_id, model, prompt_version, max_risk, id desc);
create index certificate_time on certificate (create_time);
create index certificate_suspended on certificate (suspend_time) where suspend_time is not null;

-- Audits stand in the queue at a place that has nothing to do with their confidence.
alter table review_task
    add column audited    boolean not null default false,
    add column queue_rank float8  not null default 0;

update review_task set queue_rank = confidence;

alter table review_task drop column urgency;
alter table review_task add column urgency float8 generated always as
    (queue_rank + 0.1 / 86400 * extract(epoch from create_time at time zone 'UTC')::float8) stored;

create index review_task_queue on review_task (skip_count, urgency, id) where not decided;
create index review_task_project_queue on review_task (project_id, skip_count, urgency, id) where not decided;
