-- From where a device asked first: the places of undecided devices are shared by it.
alter table devices add column address varchar(60) ${exact};
create index devices_address on devices (status, address, created);
