-- An annotator of a project, with how many observations it has and had when it was last fitted.
create table calibration_subject (
    project_id        uuid not null,
    model             text not null,
    prompt_version    text not null,
    observation_count int  not null default 0,
    fitted_count      int  not null default 0,
    primary key (project_id, model, prompt_version)
);

-- What an annotator thought of an item whose true label is known.
create table observation (
    project_id     uuid        not null,
    model          text        not null,
    prompt_version text        not null,
    item_id        uuid        not null,
    dataset_id     uuid        not null,
    shares         float8[]    not null,
    top            int         not null,
    truth          int         not null,
    -- The review task it came from; null: a gold label.
    task_id        uuid,
    create_time    timestamptz not null default clock_timestamp(),
    primary key (project_id, model, prompt_version, item_id)
);

create index observation_newest on observation (project_id, model, prompt_version, create_time desc);
create index observation_dataset on observation (dataset_id);

create table calibration (
    id              uuid primary key     default uuidv7(),
    project_id      uuid        not null,
    model           text        not null,
    prompt_version  text        not null,
    method          text        not null,
    temperature     float8      not null,
    item_count      int         not null,
    ece_before      float8      not null,
    ece_after       float8      not null,
    log_loss_before float8      not null,
    log_loss_after  float8      not null,
    create_time     timestamptz not null default clock_timestamp()
);

create index calibration_newest on calibration (project_id, model, prompt_version, id desc);
create index calibration_time on calibration (create_time);
