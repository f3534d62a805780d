create table api_key (
    id             uuid primary key     default uuidv7(),
    name           text        not null,
    prefix         text        not null,
    hash           bytea       not null unique,
    role           text        not null,
    project_ids    uuid[]      not null,
    expire_time    timestamptz,
    create_time    timestamptz not null default now(),
    last_used_time timestamptz,
    deleted_time   timestamptz
);

create table sign_in_code (
    hash        bytea primary key,
    key_id      uuid        not null references api_key,
    expire_time timestamptz not null
);

create table session (
    hash        bytea primary key,
    key_id      uuid        not null references api_key,
    expire_time timestamptz not null
);

create table audit_entry (
    id     uuid primary key     default uuidv7(),
    time   timestamptz not null default now(),
    key_id uuid        not null,
    method text        not null,
    path   text        not null,
    status int         not null
);
