create table project (
    id          uuid primary key,
    -- The project is gone: what arrives late is left out.
    deleted     boolean     not null default false,
    update_time timestamptz not null default now()
);

-- The labeled examples that retrieval-service announced. A removed one stays without label and vector, so that an older
-- change of it that arrives late is known to be older.
create table gold_example (
    project_id  uuid        not null references project on delete cascade,
    example_id  uuid        not null,
    revision    int         not null,
    label       text,
    vector      bytea,
    model       text        not null,
    source      text        not null,
    primary key (project_id, example_id)
);

create table head (
    project_id         uuid        not null references project on delete cascade,
    version            int         not null,
    -- Hash of all that the training saw: labels, examples with their revisions, model.
    fingerprint        text        not null,
    labels             text[]      not null,
    weights            bytea       not null,
    example_count      int         not null,
    accuracy           float8      not null,
    neighbour_accuracy float8      not null,
    c                  float8      not null,
    embedding_model    text        not null,
    create_time        timestamptz not null default now(),
    primary key (project_id, version),
    unique (project_id, fingerprint)
);
