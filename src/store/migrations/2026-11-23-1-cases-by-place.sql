-- Reports alike are looked for at their place.
create index cases_by_place on cases (tenant, place, part, opened);

-- Of the rows of a case, those by which it is found again: one for each place, in the list of its part.
drop index scope_by_record;
create index scope_by_record on scope (tenant, record) where list >= 'case:' and list < 'case;';
