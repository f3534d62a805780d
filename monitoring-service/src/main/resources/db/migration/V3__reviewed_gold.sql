-- A review of an item with a gold label corrects what was counted of that label, where it was counted; null: none was.
alter table review_seen
    add column gold_right  boolean not null default false,
    add column gold_minute timestamptz;
