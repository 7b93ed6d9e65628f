-- Where a session was begun from, for its owner to know it by; it goes with the session.

create table session_origins (
    tenant   int64   not null,
    token    blob    not null,
    address  text    not null,
    primary key (tenant, token),
    foreign key (tenant, token) references sessions (tenant, token) on delete cascade
) clustered;
