-- From where a user was last seen: failures of others must not keep him out there.
alter table users add column login_address varchar(60) ${exact};
