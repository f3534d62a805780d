-- What is promised of accepted labels, and how many of them are looked at all the same.
alter table project
    add column max_risk    float8 not null default 0,
    add column audit_share float8 not null default 0;

alter table run
    add column max_risk    float8 not null default 0,
    add column audit_share float8 not null default 0;
