create table dataset (
    id              uuid primary key     default uuidv7(),
    project_id      uuid        not null references project on delete cascade,
    name            text        not null,
    format          text        not null,
    -- As asked for at creation; empty: chosen when the columns are known, or none.
    text_column     text        not null,
    label_column    text        not null,
    id_column       text        not null,
    state           text        not null,
    columns         text[]      not null default '{}',
    -- Place of the text column, from 0; null until it is known.
    text_index      int,
    item_count      int         not null default 0,
    rejected_count  int         not null default 0,
    imported_bytes  bigint      not null default 0,
    -- Where an upload goes on: the bytes after the last whole record, the line they start at, and whether they belong to
    -- a record that is being passed over.
    tail            bytea       not null default '',
    next_line       int         not null default 1,
    skipping        boolean     not null default false,
    idempotency_key text unique,
    create_time     timestamptz not null default now()
);

create index dataset_project on dataset (project_id, id desc);

create table item (
    id           uuid primary key default uuidv7(),
    dataset_id   uuid   not null references dataset on delete cascade,
    ordinal      int    not null,
    external_id  text   not null,
    text         text   not null,
    gold_label   text,
    -- The row's values in the order of the columns, without the text column's: that one is null here.
    row_values   text[] not null,
    -- Places of values that are JSON and not strings: numbers, booleans, arrays, objects.
    json_columns int[]  not null,
    -- SHA-256 of the text in UTF-8.
    content_hash bytea  not null,
    unique (dataset_id, ordinal)
);

create table rejected_row (
    dataset_id uuid not null references dataset on delete cascade,
    line       int  not null,
    reason     text not null,
    primary key (dataset_id, line)
);
