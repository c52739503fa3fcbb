-- From where a key came: the places of the keys that wait under one identity are shared by it.
alter table auth_sets add column address varchar(60) ${exact} default '' not null;
-- A device that nobody has ever decided on has an address, and may have to give way. One with a history has none.
update devices set address = '' where address is null and status = 'PENDING' and not exists (select 1 from attributes where attributes.device_id = devices.id) and not exists (select 1 from jobs where jobs.device_id = devices.id);
