create table run (
    id                     uuid primary key     default uuidv7(),
    project_id             uuid        not null references project on delete cascade,
    dataset_id             uuid        not null references dataset on delete cascade,
    examples_dataset_id    uuid,
    model                  text        not null,
    item_limit             int         not null,
    max_cost_pico          bigint      not null,
    routing_enabled        boolean     not null,
    auto_accept_threshold  float8      not null,
    human_review_threshold float8      not null,
    state                  text        not null,
    state_reason           text        not null default '',
    state_message          text        not null default '',
    schema_version         int         not null,
    method                 text        not null default '',
    head_version           int         not null default 0,
    prompt_version         text        not null default '',
    estimated_pico         bigint      not null default 0,
    example_count          int         not null default 0,
    notes                  text[]      not null default '{}',
    total                  int         not null,
    done                   int         not null default 0,
    failed                 int         not null default 0,
    auto_accept            int         not null default 0,
    human_review           int         not null default 0,
    expert_review          int         not null default 0,
    reviewed               int         not null default 0,
    degraded               int         not null default 0,
    truncated              int         not null default 0,
    other_language         int         not null default 0,
    cached                 int         not null default 0,
    input_tokens           bigint      not null default 0,
    output_tokens          bigint      not null default 0,
    idempotency_key        text unique,
    create_time            timestamptz not null default now(),
    start_time             timestamptz,
    -- Since when, and from how many items, the present speed is measured.
    running_time           timestamptz,
    running_done           int         not null default 0,
    end_time               timestamptz
);

create index run_project on run (project_id, id desc);
create index run_dataset on run (dataset_id);
create index run_examples on run (examples_dataset_id);

create table chunk (
    id            uuid primary key default uuidv7(),
    run_id        uuid not null references run on delete cascade,
    first_ordinal int  not null,
    last_ordinal  int  not null,
    -- OPEN: to be sent, QUEUED: outstanding, DONE: its annotations are committed.
    state         text not null,
    unique (run_id, first_ordinal)
);

create index chunk_open on chunk (run_id, first_ordinal) where state = 'OPEN';

create table annotation (
    run_id          uuid        not null references run on delete cascade,
    ordinal         int         not null,
    item_id         uuid        not null,
    label           text        not null,
    scores          jsonb       not null,
    raw_confidence  float8,
    confidence      float8,
    uncalibrated    boolean     not null,
    route           text,
    error_code      text,
    error_message   text,
    degraded        boolean     not null,
    cost_pico       bigint      not null,
    model           text        not null,
    prompt_version  text        not null,
    truncated       boolean     not null,
    other_language  boolean     not null,
    cached          boolean     not null,
    final_label     text,
    review_revision int         not null default 0,
    create_time     timestamptz not null default now(),
    primary key (run_id, ordinal)
);

create unique index annotation_item on annotation (run_id, item_id);
create index annotation_degraded on annotation (run_id) where degraded;
create index annotation_failed on annotation (run_id, ordinal) where error_code is not null;

-- What an annotator was told, by the hash that every annotation carries.
create table prompt_version (
    hash        text primary key,
    content     text        not null,
    create_time timestamptz not null default now()
);
