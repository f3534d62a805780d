create table project (
    id                     uuid primary key     default uuidv7(),
    name                   text        not null unique,
    kind                   text        not null,
    model                  text        not null,
    schema_version         int         not null,
    routing_enabled        boolean     not null,
    auto_accept_threshold  float8      not null,
    human_review_threshold float8      not null,
    idempotency_key        text unique,
    create_time            timestamptz not null default now(),
    update_time            timestamptz not null default now()
);

create table label_schema (
    project_id  uuid        not null references project on delete cascade,
    version     int         not null,
    labels      jsonb       not null,
    guidelines  text        not null,
    create_time timestamptz not null default now(),
    primary key (project_id, version)
);
