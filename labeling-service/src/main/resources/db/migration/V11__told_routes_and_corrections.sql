-- What events told of an annotation and when, so that a later one can say what it replaces.
alter table annotation
    add column route_time timestamptz,
    add column gold_label text,
    add column review_time timestamptz;

update annotation set route_time = create_time where route is not null;
update annotation set review_time = create_time where final_label is not null;

create index annotation_reviewed on annotation (item_id) where final_label is not null;

-- What people said last of an item whose gold label they saw to be right or wrong; null: nothing.
alter table item add column corrected_label text;

update item i set corrected_label = a.final_label from annotation a
where a.item_id = i.id and a.final_label is not null and i.gold_label is not null;
