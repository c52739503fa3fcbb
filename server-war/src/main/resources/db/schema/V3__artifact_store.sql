-- Which artifact store belongs to this database. The store keeps the same; the generation grows in both.
create table artifact_store (
    name varchar(20) not null primary key,
    id ${id} not null,
    generation bigint not null
)${table};
