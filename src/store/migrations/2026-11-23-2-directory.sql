-- How often the directory of a tenant has changed: the names and ways of its places, its units, who
-- holds which post. Nearly every answer names some of it, and it changes seldom; what was worked out
-- from it under one edition holds until the next.
create table directories (
    tenant  int64 not null primary key references tenants (tenant),
    edition int64 not null
);
