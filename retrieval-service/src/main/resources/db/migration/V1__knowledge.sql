create table knowledge_base (
    project_id  uuid primary key,
    -- Grows with every change of its examples; index copies say up to which one they follow.
    revision    int         not null default 0,
    -- The project is gone: what arrives late is left out.
    deleted     boolean     not null default false,
    create_time timestamptz not null default now(),
    update_time timestamptz not null default now()
);

-- A removed example stays as a row without text, vector and label, so that index copies and late events learn of it.
create table example (
    id              uuid primary key     default uuidv7(),
    project_id      uuid        not null references knowledge_base,
    content_hash    text,
    text            text,
    vector          bytea,
    model           text        not null,
    gold_label      text,
    review_label    text,
    review_item     text        not null default '',
    review_revision int         not null default 0,
    label           text generated always as (coalesce(review_label, gold_label)) stored,
    source          text generated always as
        (case when review_label is null then 'gold' else 'review' end) stored,
    item_id         text        not null default '',
    dataset_id      text        not null default '',
    revision        int         not null,
    create_time     timestamptz not null default now(),
    unique (project_id, content_hash)
);

create index example_changes on example (project_id, revision, id);
