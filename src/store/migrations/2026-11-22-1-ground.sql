-- The ground under every mechanism. Six type words (id int64 text instant day blob) that each engine
-- spells; `clustered` after the closing parenthesis keeps a narrow table in the order of its key.
-- Every key, unique constraint and foreign key starts with tenant.

create table tenants (
    tenant   int64   not null primary key,
    name     text    not null,
    zone     int64   not null,  -- minutes east of UTC
    made     instant not null
);

-- One row per tenant, locked by whoever writes: the end of its journal.
create table lanes (
    tenant   int64   not null primary key references tenants (tenant),
    seq      int64   not null,
    hash     blob    not null,
    digest   text    not null   -- what the chain is hashed with: sha256, or 国密 sm3
);

create table journal (
    tenant    int64   not null references tenants (tenant),
    seq       int64   not null,
    act       id      not null,
    at        instant not null,
    account   id,
    behalf_of id,
    post      id,
    place     id,
    programme text    not null,
    version   int64   not null,
    kind      text    not null,
    record    id,
    verb      text    not null,
    basis     text    not null,
    asked     text    not null,  -- digest of the request that carried the act id
    body      text    not null,  -- JSON; personal values are sealed inside it
    hash      blob    not null,
    primary key (tenant, seq),
    unique (tenant, act)
) clustered;
create index journal_by_record on journal (tenant, record, seq);

create table accounts (
    tenant       int64   not null references tenants (tenant),
    id           id      not null,
    login        text    not null,
    name         text    not null,
    person       id,
    password     text    not null,  -- argon2id; empty when none is set
    must_change  int64   not null,
    closed       int64   not null,
    failures     int64   not null,
    locked_until instant,
    made         instant not null,
    primary key (tenant, id),
    unique (tenant, login)
);
create index accounts_by_person on accounts (tenant, person);

create table sessions (
    tenant   int64   not null references tenants (tenant),
    token    blob    not null,  -- SHA-256 of what the cookie holds
    id       id      not null,  -- what people call it when they end it
    account  id      not null,
    agent    text    not null,
    begun    instant not null,
    ends     instant not null,
    primary key (tenant, token),
    foreign key (tenant, account) references accounts (tenant, id)
) clustered;
create index sessions_by_account on sessions (tenant, account);

-- What a post lets an account do, and within which place. Written by posts, read by access.
create table grants (
    tenant   int64 not null references tenants (tenant),
    account  id    not null,
    post     id    not null,
    role     text  not null,
    place    id    not null,
    path     text  not null,
    unit     id,
    stand_in int64 not null,
    from_day day   not null,
    to_day   day,
    primary key (tenant, account, post),
    foreign key (tenant, account) references accounts (tenant, id)
) clustered;
create index grants_by_place on grants (tenant, place, role);
create index grants_by_unit on grants (tenant, unit, role);

-- Keys under which personal values are sealed, wrapped by the master key outside the database.
create table keys (
    tenant    int64   not null references tenants (tenant),
    id        id      not null,
    wrapped   blob,               -- none: destroyed, and everything sealed under it with it
    made      instant not null,
    destroyed instant,
    primary key (tenant, id)
) clustered;

-- Every published version of every programme; records name the version they were opened under.
create table programmes (
    tenant    int64   not null references tenants (tenant),
    name      text    not null,
    version   int64   not null,
    source    text    not null,  -- the YAML as it was published
    published instant not null,
    account   id,
    primary key (tenant, name, version)
);

-- Ordered lists: one narrow row per ancestor place (or unit, or person) of each record, so that the
-- newest fifty cost the same for a stairwell and for the street.
create table scope (
    tenant int64 not null references tenants (tenant),
    within id    not null,
    list   text  not null,
    sort   int64 not null,
    record id    not null,
    primary key (tenant, within, list, sort, record)
) clustered;
create index scope_by_record on scope (tenant, record);

-- Declared fields marked `find`, or used by a figure. SQL never reads inside JSON.
create table facts (
    tenant int64 not null references tenants (tenant),
    part   text  not null,
    field  text  not null,
    word   text  not null,  -- of a text or a choice; empty for a number
    number int64 not null,  -- of a number, day or instant; 0 for a text
    record id    not null,
    primary key (tenant, part, field, word, number, record)
) clustered;
create index facts_by_record on facts (tenant, record);

-- Photos and documents. The bytes are in file_chunks, committed before the act that names the file.
create table files (
    tenant     int64   not null references tenants (tenant),
    id         id      not null,
    media_type text    not null,
    size       int64   not null,
    key        id      not null,  -- what its bytes are sealed under
    record     id,                -- set by the act that names it; files nobody names are swept
    account    id,
    made       instant not null,
    primary key (tenant, id)
);
create index files_by_record on files (tenant, record);

-- How far each follower of the journal has come.
create table followers (
    tenant int64 not null references tenants (tenant),
    name   text  not null,
    seq    int64 not null,
    primary key (tenant, name)
);

-- What an account was told, newest first; made by the outbox from the journal.
create table notices (
    tenant   int64   not null references tenants (tenant),
    account  id      not null,
    seq      int64   not null,  -- the journal line it tells of
    at       instant not null,
    kind     text    not null,
    record   id,
    words_zh text    not null,
    words_en text    not null,
    read     instant,
    primary key (tenant, account, seq)
) clustered;
