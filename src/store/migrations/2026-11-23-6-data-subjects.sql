-- What people may ask of their data: what they agreed to, and what is kept longer than declared.
-- Which imports brought a person in, and which photos came from an account, is asked when that
-- person is erased.

create index import_lines_by_record on import_lines (tenant, record) where record is not null;
create index files_by_account on files (tenant, account) where account is not null;

-- The words somebody agreed to, as they were: a later text is a later version.
create table consent_texts (
    tenant  int64 not null references tenants (tenant),
    kind    text  not null,  -- of programmes/common/consents.yaml
    version int64 not null,
    zh      text  not null,
    en      text  not null,
    primary key (tenant, kind, version)
) clustered;

create table consents (
    tenant    int64   not null references tenants (tenant),
    id        id      not null,
    person    id      not null,
    kind      text    not null,
    version   int64   not null,
    how       text    not null,  -- paper, spoken, online
    given     day     not null,
    account   id,                -- who wrote it down
    withdrawn day,
    primary key (tenant, id),
    foreign key (tenant, person) references persons (tenant, id),
    foreign key (tenant, kind, version) references consent_texts (tenant, kind, version)
);
create index consents_by_person on consents (tenant, person, id);

-- What is past its period and kept all the same, until when and why.
create table kept_longer (
    tenant    int64 not null references tenants (tenant),
    kind      text  not null,  -- of programmes/common/retention.yaml
    record    id    not null,
    until_day day   not null,
    reason    text  not null,
    account   id,
    primary key (tenant, kind, record)
) clustered;
