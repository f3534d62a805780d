-- What a wrong label costs in USD; 0 means 1.
alter table project add column error_cost_usd float8 not null default 0;
alter table run add column error_cost_usd float8 not null default 0;

-- By what an item was routed, so that its route can be told again: the map and the certificate that were in force, and the draw.
alter table annotation
    add column calibration_id uuid,
    add column certificate_id uuid,
    add column audited        boolean not null default false;
