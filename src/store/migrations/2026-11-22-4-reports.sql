-- Reports: prose with figures in it. What is issued is frozen: every figure with its value, what was
-- asked, and the records that were behind it.

create table reports (
    tenant    int64   not null references tenants (tenant),
    id        id      not null,
    programme text    not null,
    name      text    not null,  -- of the template
    version   int64   not null,
    place     id      not null,
    path      text    not null,
    from_day  day     not null,
    to_day    day     not null,  -- the day after the last
    title     text    not null,
    signed_by text    not null,
    body      text    not null,  -- JSON: [{"level":1,"text":"… {opinions.received} …"}]
    made      instant not null,
    issued    instant,
    issued_by id,
    edition   int64   not null,
    primary key (tenant, id),
    foreign key (tenant, place) references places (tenant, id)
);
create index reports_by_path on reports (tenant, path, from_day, id);

create table report_figures (
    tenant int64 not null references tenants (tenant),
    report id    not null,
    figure text  not null,  -- "opinions.received"
    version int64 not null, -- of the figure's programme
    count  int64 not null,
    among  int64 not null,
    said   text  not null,  -- as the prose says it: "38件"
    asked  text  not null,  -- the question in words
    primary key (tenant, report, figure),
    foreign key (tenant, report) references reports (tenant, id)
) clustered;

create table report_records (
    tenant int64 not null references tenants (tenant),
    report id    not null,
    figure text  not null,
    record id    not null,
    primary key (tenant, report, figure, record),
    foreign key (tenant, report) references reports (tenant, id)
) clustered;
