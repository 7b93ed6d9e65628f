-- What keeps an office in touch and in order: who outside is told of acts, which process does what
-- only one may do, and what is known of the store's own condition.

-- Addresses of other programs that are told of acts, each in the journal's order and at its own pace.
create table webhooks (
    tenant       int64   not null references tenants (tenant),
    id           id      not null,
    address      text    not null,
    kinds        text    not null,  -- of the acts it is told of, with commas between them
    key          id      not null,  -- what its secrets are sealed under
    secret       text    not null,
    former       text,              -- the secret before this one, which still signs until …
    former_ends  instant,
    seq          int64   not null,  -- the last journal line that it was told, or that is not for it
    failures     int64   not null,  -- one after another
    failing      instant,           -- since when
    not_before   instant not null,  -- of the next try
    answer       text    not null,  -- how the last try ended
    switched_off instant,
    made         instant not null,
    primary key (tenant, id)
);

-- What one process does for all that serve the same store, until its time is over.
create table leases (
    tenant int64   not null references tenants (tenant),
    name   text    not null,
    holder id      not null,
    until  instant not null,
    primary key (tenant, name)
);

-- When the store was last backed up and verified, and how it grew from day to day.
create table upkeep (
    tenant int64   not null references tenants (tenant),
    what   text    not null,  -- "backup", "verify", "bytes"
    at     instant not null,
    number int64   not null,  -- bytes; of a verify 1 when all held
    primary key (tenant, what, at)
) clustered;
