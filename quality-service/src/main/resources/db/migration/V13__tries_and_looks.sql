-- Grows with every change of what is known of an annotator, a corrected decision too.
alter table calibration_subject add column revision bigint not null default 0;

-- The revision when it was last looked at; gold and audited items, and tries, since there was a certificate that audits broke.
alter table certification
    add column watched_revision bigint not null default -1,
    add column tries            int    not null default 0;

update certification set tries = 1 where tried_count > 0;
update certification w set tried_count = least(w.tried_count, (
    select count(*) from observation o
    where o.project_id = w.project_id and o.model = w.model and o.prompt_version = w.prompt_version
      and (o.gold_truth is not null or o.audited)));

alter table certification drop column watched_count;

-- Which try it is, from 1: the chance that a promise fails is spread over all of them.
alter table certificate add column try_number int not null default 1;

-- Whoever was given the task after its reviewers disagreed, and so has seen what they decided.
alter table review_task add column adjudicator_looked boolean not null default false;

update review_task set adjudicator_looked = true where adjudication and (decided or cardinality(lease_holders) > 0);

-- The queue's place is what leaving an item as it is would cost in USD, below 0; it was the confidence.
update review_task set queue_rank = queue_rank - 1;
