-- A judgement of an uploaded file, made in the background.
create table report (
    id                uuid primary key     default uuidv7(),
    kind              text        not null,
    state             text        not null default 'UPLOADING',
    -- The key that asked for it.
    caller            text        not null,
    format            text        not null,
    settings          bytea       not null,
    input_bytes       bigint      not null default 0,
    progress          float8      not null default 0,
    result            bytea,
    has_output        boolean     not null default false,
    error_field       text,
    error_message     text,
    -- How often work on it was begun, and until when the replica at work holds it.
    attempt_count     int         not null default 0,
    lease_holder      uuid,
    lease_expire_time timestamptz,
    create_time       timestamptz not null default now(),
    finish_time       timestamptz
);

create index report_due on report (id) where state in ('QUEUED', 'RUNNING');
create index report_age on report (create_time);

create table report_input (
    report_id uuid   not null references report on delete cascade,
    position  bigint not null,
    data      bytea  not null,
    primary key (report_id, position)
);

create table report_output (
    report_id uuid  not null references report on delete cascade,
    piece     int   not null,
    data      bytea not null,
    primary key (report_id, piece)
);
