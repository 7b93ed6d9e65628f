-- The end of the journal's chain as each day left it, to be signed and kept by the office above.

create table day_heads (
    tenant   int64   not null references tenants (tenant),
    day      day     not null,
    seq      int64   not null,
    hash     blob    not null,
    digest   text    not null,
    primary key (tenant, day)
) clustered;
