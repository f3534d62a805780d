create table outbox (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null default uuidv7(),
    topic       text        not null,
    key         text        not null,
    type        text        not null,
    body        bytea       not null,
    trace       jsonb       not null,
    create_time timestamptz not null default clock_timestamp()
);

create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    create_time timestamptz not null default now(),
    primary key (consumer, event_id)
);

create index inbox_create_time on inbox (create_time);
