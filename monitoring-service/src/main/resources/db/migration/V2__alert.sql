create table alert_rule (
    id                 uuid primary key     default uuidv7(),
    name               text        not null unique,
    metric             text        not null,
    condition          text        not null,
    threshold          float8      not null,
    window_minutes     int         not null,
    severity           text        not null,
    message            text        not null,
    webhook            text        not null,
    disabled           boolean     not null,
    from_configuration boolean     not null,
    project_id         uuid,
    idempotency_key    text unique,
    create_time        timestamptz not null default now()
);

-- One row per firing; it keeps what its rule was called when the rule is gone.
create table alert (
    id         uuid primary key     default uuidv7(),
    rule_id    uuid        not null,
    rule_name  text        not null,
    metric     text        not null,
    severity   text        not null,
    message    text        not null,
    value      float8      not null,
    threshold  float8      not null,
    project_id uuid,
    start_time timestamptz not null default now(),
    -- Null while it fires.
    end_time   timestamptz
);

create unique index alert_firing on alert (rule_id) where end_time is null;

create table alert_delivery (
    -- Sent along, so that a receiver can tell a repeated delivery.
    id                uuid primary key     default uuidv7(),
    alert_id          uuid        not null references alert on delete cascade,
    webhook           text        not null,
    body              text        not null,
    state             text        not null default 'PENDING',
    attempts          int         not null default 0,
    next_attempt_time timestamptz not null default now(),
    last_error        text        not null default ''
);

create index alert_delivery_due on alert_delivery (next_attempt_time) where state = 'PENDING';
create index alert_delivery_alert on alert_delivery (alert_id, webhook, id);
