-- Cases, and what they need to be moved: the people who report them, the hands they are in, the
-- working calendar, the table of who is responsible for what, and the alarms of the clock. What was
-- done to a case, by whom and when, is in the journal and nowhere else.

create table cases (
    tenant      int64   not null references tenants (tenant),
    id          id      not null,
    year        int64   not null,  -- of the number that people say: 2026-0147
    ordinal     int64   not null,
    programme   text    not null,
    version     int64   not null,  -- of the programme, for as long as the case lives
    part        text    not null,  -- opinions.matter
    place       id      not null,
    path        text    not null,
    channel     text    not null,
    intake      id,                -- the office that took it in
    state       text    not null,
    since       instant not null,  -- when the state was entered
    opened      instant not null,
    closed      instant,
    key         id      not null,  -- under which its texts and whom it names are sealed
    fields      text    not null,  -- JSON, for showing only; texts are sealed
    clock       text    not null,  -- JSON: what happened to the deadline of this state
    due         instant,           -- none: no limit, or the clock stands still
    calendar    int64   not null,  -- the version that the deadline was reckoned by
    paused      int64   not null,  -- 1: waiting for the reporter
    request     text    not null,  -- a longer limit that was asked for; empty: none
    asked_by    id,                -- who asked for it
    asked_of    text    not null,  -- the role that decides; empty: there is nobody
    asked_at    id,                -- where it waits for them
    rung        int64   not null,  -- how far up the ladder of late cases
    late        int64   not null,  -- 1: it ever was
    turn        text    not null,  -- whose turn it is: a role, reporter, handler; empty: nobody's
    seat        id,                -- where it waits for them
    merged_into id,
    edition     int64   not null,
    primary key (tenant, id),
    unique (tenant, year, ordinal),
    foreign key (tenant, place) references places (tenant, id)
);
create index cases_by_part on cases (tenant, part, opened, id);
create index cases_open on cases (tenant, path, id) where closed is null;
create index cases_by_calendar on cases (tenant, calendar, id) where due is not null;

-- Who has a stake in a case: who reported it, and the neighbours who joined.
create table parties (
    tenant   int64   not null references tenants (tenant),
    case_id  id      not null,
    position int64   not null,  -- 0: the reporter
    person   id,
    unit     id,
    account  id,
    name     text    not null,  -- sealed; of somebody who is not in the registry
    phone    text    not null,  -- sealed
    code     blob,              -- trace of the code they follow it by; the code is kept nowhere
    joined   instant not null,
    gone     instant,           -- withdrew
    became   int64,             -- its position in the case that this one was merged into
    primary key (tenant, case_id, position),
    unique (tenant, code),
    foreign key (tenant, case_id) references cases (tenant, id)
) clustered;
create index parties_by_person on parties (tenant, person) where person is not null;
create index parties_by_account on parties (tenant, account) where account is not null;

-- In whose hands it is: a unit or a post, one of them in the lead.
create table hands (
    tenant   int64   not null references tenants (tenant),
    case_id  id      not null,
    position int64   not null,
    unit     id,
    post     id,
    role     text    not null,  -- who answers for it when nobody is there
    leads    int64   not null,
    state    text    not null,  -- asked, answered, released
    given    instant not null,
    primary key (tenant, case_id, position),
    foreign key (tenant, case_id) references cases (tenant, id)
) clustered;
create index hands_by_unit on hands (tenant, unit, case_id) where unit is not null;

-- When the clock has something to do: late, lapse, resume.
create table alarms (
    tenant int64   not null references tenants (tenant),
    at     instant not null,
    record id      not null,
    kind   text    not null,
    primary key (tenant, at, record, kind)
) clustered;
create index alarms_by_record on alarms (tenant, record);

-- The working calendar, whole, in every version that deadlines were reckoned by.
create table calendars (
    tenant  int64   not null references tenants (tenant),
    version int64   not null,
    text    text    not null,  -- day,kind,name
    made    instant not null,
    account id,
    primary key (tenant, version)
);

-- Which unit is responsible for what, where: the nearest ancestor place decides.
create table routes (
    tenant int64 not null references tenants (tenant),
    part   text  not null,  -- "defects.defect"
    word   text  not null,  -- of the choice that the part is routed by
    place  id    not null,
    path   text  not null,
    unit   id    not null,
    primary key (tenant, part, word, place),
    foreign key (tenant, place) references places (tenant, id)
) clustered;
create index routes_by_path on routes (tenant, part, path);

-- For which days somebody confirmed that a register was kept, so that none can mean zero.
create table watches (
    tenant   int64   not null references tenants (tenant),
    part     text    not null,
    place    id      not null,
    path     text    not null,
    from_day day     not null,
    to_day   day     not null,  -- the day after the last
    counted  int64   not null,
    account  id,
    made     instant not null,
    primary key (tenant, part, place, from_day),
    foreign key (tenant, place) references places (tenant, id)
) clustered;
