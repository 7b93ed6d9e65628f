-- The second factor of an account: codes by time from a secret that the owner's telephone holds, and
-- recovery codes on paper, each good once.

create table second_factors (
    tenant   int64   not null,
    account  id      not null,
    key      id      not null,  -- what the secret is sealed under
    secret   text    not null,
    begun    instant not null,
    since    instant,           -- none: begun, and not confirmed by a code yet
    step     int64   not null,  -- of the last code that was taken: none works twice
    primary key (tenant, account),
    foreign key (tenant, account) references accounts (tenant, id)
);

create table recovery_codes (
    tenant   int64   not null,
    account  id      not null,
    digest   blob    not null,  -- keyed by the secret; the code itself is kept nowhere
    used     instant,
    primary key (tenant, account, digest),
    foreign key (tenant, account) references accounts (tenant, id)
) clustered;
