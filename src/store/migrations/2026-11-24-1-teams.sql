-- Confidential kinds: who of those appointed to a role that keeps confidences has been let in, and when an
-- account last came into other hands.

create table admissions (
    tenant   int64   not null references tenants (tenant),
    post     id      not null,
    account  id      not null,
    role     text    not null,
    admitted int64   not null,  -- 1: in; 0: waits until somebody of the team lets them in
    since    instant not null,
    admitter id,                -- who let them in; none: the machine
    why      text    not null,  -- appoint, stand_in, password, second_factor, moved, admitted, machine
    primary key (tenant, post),
    foreign key (tenant, post) references posts (tenant, id)
);
create index admissions_by_account on admissions (tenant, account);
create index admissions_by_role on admissions (tenant, role);

create table resets (
    tenant  int64   not null references tenants (tenant),
    account id      not null,
    at      instant not null,  -- somebody else gave it a password, or took its second factor away
    primary key (tenant, account),
    foreign key (tenant, account) references accounts (tenant, id)
);

-- What was told in confidence has numbers below zero; they go with their place when it moves.
create index cases_confidential on cases (tenant, path) where ordinal < 0;
