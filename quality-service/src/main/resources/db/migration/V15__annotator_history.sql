-- What consensus reports of one name found out about annotators: expected numbers of labels by true label.
create table annotator_history (
    caller      text        not null,
    name        text        not null,
    -- The annotations it was found out from: the same ones again replace it.
    source      uuid        not null,
    annotator   text        not null,
    truth       text        not null,
    label       text        not null,
    count       float8      not null,
    create_time timestamptz not null default now(),
    primary key (caller, name, source, annotator, truth, label)
);

create index annotator_history_age on annotator_history (create_time);
