-- The id of the tokens of a device: another one with each acceptance. Without one, it is that of the accepted set.
alter table devices add column token_id ${id};
