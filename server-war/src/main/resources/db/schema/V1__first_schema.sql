-- The schema of 0.1.0, for every database: SchemaMigration says what the placeholders stand for.
-- Ids are UUIDs made by the program, instants are microseconds since the epoch.
create table secrets (
    name varchar(50) not null primary key,
    content varchar(200) not null
)${table};

create table users (
    id ${id} not null primary key,
    email varchar(254) not null,
    password_hash varchar(300) not null,
    created bigint not null,
    updated bigint not null,
    login bigint,
    constraint users_email unique (email)
)${table};

create table user_tokens (
    id ${id} not null primary key,
    user_id ${id} not null,
    expires bigint not null
)${table};
create index user_tokens_user on user_tokens (user_id);
create index user_tokens_expires on user_tokens (expires);

create table devices (
    id ${id} not null primary key,
    identity_digest ${digest} not null,
    identity_data ${text} not null,
    name varchar(200) not null,
    status varchar(20) not null,
    accepted_set ${id},
    group_name varchar(200),
    device_type varchar(256),
    artifact_name varchar(256),
    provides ${text},
    created bigint not null,
    updated bigint not null,
    checked_in bigint,
    version bigint not null,
    constraint devices_identity unique (identity_digest)
)${table};
create index devices_status on devices (status, created, id);
create index devices_created on devices (created, id);
create index devices_group on devices (group_name);

create table auth_sets (
    id ${id} not null primary key,
    device_id ${id} not null,
    key_digest ${digest} not null,
    pubkey ${text} not null,
    status varchar(20) not null,
    created bigint not null,
    constraint auth_sets_key unique (device_id, key_digest)
)${table};

create table attributes (
    device_id ${id} not null,
    scope varchar(20) not null,
    name varchar(200) not null,
    content ${text} not null,
    updated bigint not null,
    primary key (device_id, scope, name)
)${table};

create table artifacts (
    id ${id} not null primary key,
    name varchar(256) not null,
    depends_digest ${digest} not null,
    description ${text} not null,
    document ${text} not null,
    digest ${digest} not null,
    size bigint not null,
    created bigint not null,
    modified bigint not null,
    constraint artifacts_name unique (name, depends_digest)
)${table};
create index artifacts_created on artifacts (created, id);

create table deployments (
    id ${id} not null primary key,
    name varchar(256) not null,
    artifact_name varchar(256) not null,
    fingerprint ${digest} not null,
    force_installation boolean not null,
    device_count integer not null,
    created bigint not null,
    started bigint,
    finished bigint
)${table};
create index deployments_created on deployments (created, id);
create index deployments_finished on deployments (finished, created, id);
create index deployments_artifact on deployments (artifact_name);
create index deployments_fingerprint on deployments (fingerprint);

create table jobs (
    id ${id} not null primary key,
    deployment_id ${id} not null,
    device_id ${id} not null,
    status varchar(30) not null,
    active boolean not null,
    substate varchar(500),
    reason varchar(1000),
    artifact_id ${id},
    provides_digest ${digest},
    created bigint not null,
    started bigint,
    finished bigint,
    updated bigint not null,
    has_log boolean not null,
    version bigint not null,
    constraint jobs_device unique (deployment_id, device_id)
)${table};
-- What an idle device asks: is there anything unfinished for me? Finished jobs do not lengthen the answer.
create index jobs_next on jobs (device_id, active, created);
create index jobs_history on jobs (device_id, created);
create index jobs_status on jobs (deployment_id, status);
create index jobs_active on jobs (deployment_id, active);
create index jobs_artifact on jobs (artifact_id);

create table job_logs (
    job_id ${id} not null primary key,
    content ${text} not null
)${table};
