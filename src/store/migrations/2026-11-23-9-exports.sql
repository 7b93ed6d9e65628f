-- Lists of people that were taken out as a sheet: who took which, whose, and what for. The sheet
-- itself is made from the records, handed over once, and kept nowhere.
create table exports (
    tenant  int64   not null references tenants (tenant),
    id      id      not null,
    place   id      not null,
    path    text    not null,  -- of the place on that day
    people  text    not null,  -- present, registered, separated, gone
    whole   int64   not null,  -- 1: with whole numbers and phones
    purpose text    not null,
    account id      not null,
    post    id,                -- that gave the right
    made    instant not null,
    primary key (tenant, id)
);
create index exports_by_path on exports (tenant, path, made);
