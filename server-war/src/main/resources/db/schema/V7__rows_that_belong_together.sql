-- What belongs to a row has a foreign key. Former versions left rows without theirs, when two changes met.
delete from user_tokens where user_id not in (select id from users);
delete from auth_sets where device_id not in (select id from devices);
delete from attributes where device_id not in (select id from devices);
delete from jobs where deployment_id not in (select id from deployments);
delete from job_logs where job_id not in (select id from jobs);
alter table user_tokens add constraint user_tokens_of foreign key (user_id) references users (id) on delete cascade;
alter table auth_sets add constraint auth_sets_of foreign key (device_id) references devices (id) on delete cascade;
alter table attributes add constraint attributes_of foreign key (device_id) references devices (id) on delete cascade;
alter table jobs add constraint jobs_of foreign key (deployment_id) references deployments (id) on delete cascade;
alter table job_logs add constraint job_logs_of foreign key (job_id) references jobs (id) on delete cascade;

-- A device deployment outlives its device, but is over then; and a deployment is over with the last of them.
update jobs set status = 'DECOMMISSIONED', active = false, finished = updated where active = true and device_id not in (select id from devices);
update deployments set finished = coalesce((select max(updated) from jobs where deployment_id = deployments.id), created) where finished is null and id not in (select deployment_id from jobs where active = true);

-- Of equal deployments only one is unfinished: a finished one has no fingerprint. Of those that are there, one keeps it.
${mysql} alter table deployments modify fingerprint ${digest};
${h2} alter table deployments alter column fingerprint drop not null;
update deployments set fingerprint = null where finished is not null;
update deployments set fingerprint = null where id not in (select id from (select min(id) as id from deployments group by fingerprint) first_of_equals);
create unique index deployments_unfinished on deployments (fingerprint);
${mysql} drop index deployments_fingerprint on deployments;
${h2} drop index deployments_fingerprint;
