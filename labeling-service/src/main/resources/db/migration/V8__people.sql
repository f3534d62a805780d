-- How many reviewers an item gets and what they see; where a reviewed label came from.
alter table project
    add column reviewers_per_item    int    not null default 1,
    add column double_review_share   float8 not null default 0,
    add column hide_suggestion_share float8 not null default 0;

alter table run
    add column reviewers_per_item    int    not null default 1,
    add column double_review_share   float8 not null default 0,
    add column hide_suggestion_share float8 not null default 0;

alter table annotation add column label_source text;
