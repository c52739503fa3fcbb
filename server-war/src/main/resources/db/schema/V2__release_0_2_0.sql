-- What 0.2.0 adds. The placeholder mysql begins a line for MySQL and MariaDB alone, the placeholder h2 one for H2 alone.

-- Texts are compared exactly: case counts, and so does a blank at the end. H2 does so anyway.
${mysql} alter table secrets modify name varchar(50) ${exact} not null;
${mysql} alter table users modify email varchar(254) ${exact} not null;
${mysql} alter table devices modify name varchar(200) ${exact} not null, modify group_name varchar(200) ${exact}, modify device_type varchar(256) ${exact}, modify artifact_name varchar(256) ${exact};
${mysql} alter table attributes modify scope varchar(20) ${exact} not null, modify name varchar(200) ${exact} not null;
${mysql} alter table artifacts modify name varchar(256) ${exact} not null;
${mysql} alter table deployments modify name varchar(256) ${exact} not null, modify artifact_name varchar(256) ${exact} not null;

-- The time from which a device may have its artifact; 0 is at once. It stands in the index that an idle poll asks.
alter table jobs add column eligible_at bigint default 0 not null;
create index jobs_eligible on jobs (device_id, active, eligible_at, created);
${mysql} drop index jobs_next on jobs;
${h2} drop index jobs_next;

-- The progress of a download in bytes and bytes per second, as the device reports it.
alter table jobs add column progress_done bigint;
alter table jobs add column progress_total bigint;
alter table jobs add column progress_rate bigint;

-- Two changes of one deployment at the same time must not both be made.
alter table deployments add column version bigint default 0 not null;

-- What happened, one row for each consumer, until the consumer has taken it.
create table outbox (
    id bigint auto_increment not null primary key,
    consumer varchar(50) not null,
    event_id ${id} not null,
    event_type varchar(60) not null,
    subject varchar(80) not null,
    sentence varchar(1000) not null,
    content ${text} not null,
    actor_kind varchar(10) not null,
    actor_id varchar(36) not null,
    actor_address varchar(60) not null,
    happened bigint not null,
    owner varchar(36),
    claimed_until bigint not null,
    tries integer not null
)${table};
create index outbox_consumer on outbox (consumer, id);
create index outbox_subject on outbox (consumer, subject, id);
create index outbox_happened on outbox (happened);

create table outbox_consumers (
    name varchar(50) not null primary key,
    seen bigint not null
)${table};
