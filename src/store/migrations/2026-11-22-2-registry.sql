-- The registry: places, persons, households, houses, residences and units, the posts that people
-- hold, and what they are found by. Days are valid days: from_day <= day < to_day; what somebody
-- typed when, and what stood there before, is in the journal.
--
-- Where a million people bring many rows each (phones, traces, grams, residences, members), rows name
-- no tenant of their own accord: their person does, and an import saves a look a row.

-- The territory: one tree for each tenant, of free depth. path is "/" and four base-36 characters a
-- level; a place whose name holds a number has it in its label, so that the order of paths is the
-- order of addresses.
create table places (
    tenant    int64 not null references tenants (tenant),
    id        id    not null,
    parent    id,             -- none: the root
    path      text  not null,
    kind      text  not null, -- of programmes/common/places.yaml
    name      text  not null,
    scheme    text  not null, -- of the code: division, grid …; empty when it has none
    code      text  not null,
    longitude int64,          -- WGS 84, millionths of a degree
    latitude  int64,
    note      text  not null,
    from_day  day   not null,
    to_day    day,
    edition   int64 not null,
    primary key (tenant, id),
    unique (tenant, path),
    foreign key (tenant, parent) references places (tenant, id)
);
create index places_by_parent on places (tenant, parent, path);
create index places_by_kind on places (tenant, kind, path);
create index places_by_code on places (tenant, scheme, code);

-- Paths that places had before they were moved. They are never given out again: records that had
-- ended by then still carry them.
create table former_paths (
    tenant int64 not null references tenants (tenant),
    path   text  not null,
    place  id    not null,
    until  day   not null,
    primary key (tenant, path)
) clustered;

-- GB/T 31000-2015, the common block of persons, without what is sensitive. path is where the record
-- is kept: of the home, else of the registered residence, else of the last of these.
create table persons (
    tenant              int64   not null references tenants (tenant),
    id                  id      not null,
    key                 id      not null,  -- under which the person's values are sealed
    name                text    not null,
    pinyin              text    not null,
    former_name         text    not null,
    foreign_name        text    not null,
    sex                 text    not null,  -- GB/T 2261.1
    birth               day,
    id_kind             text    not null,  -- GA/T 517; empty: no document known
    id_number           text    not null,  -- sealed
    nationality         text    not null,  -- GB/T 2659; empty: China
    ethnic              text    not null,  -- GB/T 3304
    native_place        text    not null,  -- GB/T 2260
    marital             text    not null,  -- GB/T 2261.2
    political           text    not null,  -- GB/T 4762
    education           text    not null,  -- GB/T 4658
    health              text    not null,  -- GB/T 2261.3
    employment          text    not null,  -- GB/T 2261.4
    occupation_class    text    not null,  -- GB/T 6565
    occupation          text    not null,
    workplace           text    not null,
    registered_division text    not null,  -- 户籍地, when it lies outside
    registered_address  text    not null,
    home_division       text    not null,  -- 现住地, when it lies outside
    home_address        text    not null,
    note                text    not null,
    home                id,                -- where the person lives now
    path                text    not null,
    registered          id,                -- where the person's 户口 is now
    registered_path     text,
    present             int64   not null,  -- 1: lives or is registered here now
    separated           int64   not null,  -- 1: 人户分离
    died                day,
    merged_into         id,
    erased              instant,
    made                instant not null,
    edition             int64   not null,
    primary key (tenant, id),
    foreign key (tenant, home) references places (tenant, id),
    foreign key (tenant, registered) references places (tenant, id)
);
create index persons_by_path on persons (tenant, present, path, id);
create index persons_by_registered on persons (tenant, registered_path, id)
    where registered_path is not null and present = 1;
create index persons_separated on persons (tenant, path, id) where separated = 1 and present = 1;
create index persons_by_name on persons (tenant, name, birth);
create index persons_by_merge on persons (tenant, merged_into) where merged_into is not null;

create table phones (
    tenant   int64 not null,
    person   id    not null,
    position int64 not null,
    sealed   text  not null,
    primary key (tenant, person, position)
) clustered;

-- What sealed values are found by: keyed digests of the whole and of the last four. No path, so that
-- regridding leaves them alone: a tail has few bearers even in a million people.
create table traces (
    tenant int64 not null,
    field  text  not null,  -- id_number, id_tail, phone, phone_tail, unit_phone, unit_phone_tail
    trace  blob  not null,
    record id    not null,
    primary key (tenant, field, trace, record)
) clustered;

-- What names are found by: single characters, pairs, and prefixes of the pinyin initials.
create table grams (
    tenant int64 not null,
    kind   text  not null,  -- person, place, unit
    gram   text  not null,
    path   text  not null,
    record id    not null,
    primary key (tenant, kind, gram, path, record)
) clustered;

-- Who lives (lives) and who has 户口 (registered) where, from when to when. path is the place's; one
-- that has ended keeps the path of its last day.
create table residences (
    tenant   int64 not null,
    person   id    not null,
    kind     text  not null,
    from_day day   not null,
    to_day   day,
    place    id    not null,
    path     text  not null,
    basis    text  not null,  -- owned, rented, lodging …; empty: not known
    reason   text  not null,  -- why it ended: moved, died, merged, removed
    primary key (tenant, person, kind, from_day),
    foreign key (tenant, place) references places (tenant, id)
) clustered;
create index residences_by_path on residences (tenant, kind, path, person);
create index residences_by_place on residences (tenant, place, from_day);

-- A household has one head, by shape; none only while nobody has said who it is since the last died.
create table households (
    tenant   int64 not null references tenants (tenant),
    id       id    not null,
    number   text  not null,  -- 户编号; empty: none
    place    id    not null,
    path     text  not null,
    head     id,
    note     text  not null,
    from_day day   not null,
    to_day   day,
    edition  int64 not null,
    primary key (tenant, id),
    foreign key (tenant, place) references places (tenant, id)
);
create index households_by_path on households (tenant, path, id);
create index households_by_place on households (tenant, place);
create index households_by_number on households (tenant, number, path) where number <> '';

create table members (
    tenant    int64 not null,
    household id    not null,
    person    id    not null,
    from_day  day   not null,
    to_day    day,
    relation  text  not null,  -- GB/T 4761, to the head; empty: not known
    primary key (tenant, household, person, from_day),
    foreign key (tenant, household) references households (tenant, id),
    foreign key (tenant, person) references persons (tenant, id)
) clustered;
-- All of a row, lest SQLite walk the table of a whole office instead.
create index members_by_person on members (tenant, person, from_day, to_day, relation);

-- What is known of a house beyond its being a place.
create table houses (
    tenant         int64 not null references tenants (tenant),
    place          id    not null,
    key            id    not null,
    code           text  not null,  -- 房屋编号, or the 28 characters of GB/T 37346
    use            text  not null,
    area           int64,           -- hundredths of a square metre
    owner_person   id,
    owner_unit     id,
    owner_name     text  not null,
    owner_document text  not null,  -- sealed
    owner_phone    text  not null,  -- sealed
    rented         int64 not null,
    rented_for     text  not null,
    hazard         text  not null,
    note           text  not null,
    edition        int64 not null,
    primary key (tenant, place),
    foreign key (tenant, place) references places (tenant, id)
) clustered;
create index houses_by_owner on houses (tenant, owner_person) where owner_person is not null;
create index houses_by_unit on houses (tenant, owner_unit) where owner_unit is not null;

-- Organisations, in trees of their own (tree), each somewhere on the territory (place, path).
create table units (
    tenant       int64 not null references tenants (tenant),
    id           id    not null,
    key          id    not null,
    kind         text  not null,  -- of programmes/common/units.yaml
    name         text  not null,
    pinyin       text  not null,
    code         text  not null,  -- 统一社会信用代码; empty: none
    parent       id,
    tree         text  not null,
    place        id    not null,
    path         text  not null,
    address      text  not null,
    legal_person text  not null,
    contact      text  not null,
    phone        text  not null,  -- sealed
    staff        int64,
    note         text  not null,
    from_day     day   not null,
    to_day       day,
    edition      int64 not null,
    primary key (tenant, id),
    unique (tenant, tree),
    foreign key (tenant, parent) references units (tenant, id),
    foreign key (tenant, place) references places (tenant, id)
);
create index units_by_path on units (tenant, path, id);
create index units_by_kind on units (tenant, kind, path, id);
create index units_by_parent on units (tenant, parent, tree);
create index units_by_code on units (tenant, code) where code <> '';

-- Someone holds a role at a place or in a unit from a day to a day. Who has no account cannot act
-- here, and may hold a post all the same: many 楼道长 do.
create table posts (
    tenant        int64 not null references tenants (tenant),
    id            id    not null,
    role          text  not null,
    place         id    not null,
    path          text  not null,
    unit          id,
    account       id,
    person        id,
    name          text  not null,  -- of a holder who is in neither
    stands_in_for id,              -- the post whose holder is away
    from_day      day   not null,
    to_day        day,
    reason        text  not null,  -- why it ended
    edition       int64 not null,
    primary key (tenant, id),
    foreign key (tenant, place) references places (tenant, id),
    foreign key (tenant, unit) references units (tenant, id),
    foreign key (tenant, account) references accounts (tenant, id),
    foreign key (tenant, person) references persons (tenant, id),
    foreign key (tenant, stands_in_for) references posts (tenant, id)
);
create index posts_by_path on posts (tenant, path, role, id);
create index posts_by_role on posts (tenant, role, path, id);
create index posts_by_account on posts (tenant, account);
create index posts_by_person on posts (tenant, person);
create index posts_by_unit on posts (tenant, unit, role);
create index posts_by_seat on posts (tenant, stands_in_for) where stands_in_for is not null;
create index posts_by_from on posts (tenant, from_day);
create index posts_by_to on posts (tenant, to_day);

-- One-time slips, printed at the window: whoever brings the code chooses a password.
create table slips (
    tenant  int64   not null references tenants (tenant),
    id      id      not null,
    trace   blob    not null,  -- of the code, which is kept nowhere
    person  id,                -- whose account it opens
    account id,                -- or which account it gives a new password
    maker   id,
    made    instant not null,
    ends    instant not null,
    used    instant,
    primary key (tenant, id),
    unique (tenant, trace)
);
create index slips_by_person on slips (tenant, person);

-- Corrections that people propose to their own record.
create table proposals (
    tenant  int64   not null references tenants (tenant),
    id      id      not null,
    person  id      not null,
    path    text    not null,
    fields  text    not null,  -- which, separated by commas
    sealed  text    not null,  -- the values, JSON, under the person's key
    state   text    not null,  -- open, accepted, refused
    reason  text    not null,
    account id      not null,
    made    instant not null,
    decided instant,
    primary key (tenant, id),
    foreign key (tenant, person) references persons (tenant, id)
);
create index proposals_by_path on proposals (tenant, state, path, id);
create index proposals_by_person on proposals (tenant, person, id);
