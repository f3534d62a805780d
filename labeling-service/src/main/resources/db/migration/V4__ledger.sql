-- What a run may cost and has cost. No foreign keys: rows of a run go with it, in the run's own deletion.
create table run_budget (
    run_id           uuid primary key,
    -- 0: none.
    limit_pico       bigint not null,
    reserved_pico    bigint not null default 0,
    spent_pico       bigint not null default 0,
    -- The part of spent_pico that stands for calls whose end nobody knows.
    unknown_pico     bigint not null default 0,
    unknown_attempts int    not null default 0,
    input_tokens     bigint not null default 0,
    output_tokens    bigint not null default 0
);

-- Every call of a model provider, written before it is made.
create table attempt (
    id            uuid primary key,
    run_id        uuid,
    chunk_id      uuid,
    item_id       uuid        not null,
    project_id    uuid        not null,
    model         text        not null,
    request_hash  bytea       not null,
    attempt_no    int         not null,
    state         text        not null default 'IN_FLIGHT'
        check (state in ('IN_FLIGHT', 'SUCCEEDED', 'FAILED', 'UNKNOWN')),
    outcome       text        not null default '',
    reserved_pico bigint      not null,
    cost_pico     bigint      not null default 0,
    input_tokens  int         not null default 0,
    output_tokens int         not null default 0,
    estimated     boolean     not null default false,
    seconds       float8      not null default 0,
    create_time   timestamptz not null default now(),
    settle_time   timestamptz
);

create index attempt_run on attempt (run_id);
create index attempt_open on attempt (chunk_id) where state = 'IN_FLIGHT';
