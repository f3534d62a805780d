-- The run's model had no price when it started: what it cost is not known.
alter table run add column unpriced boolean not null default false;
