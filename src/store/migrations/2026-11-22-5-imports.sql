-- Imports of sheets: what was handed in, how far it has come, and what became of each row. The file
-- and what is said of a row are sealed under a key of the import's own, and go when it is put away.

create table imports (
    tenant   int64   not null references tenants (tenant),
    id       id      not null,
    key      id      not null,
    kind     text    not null,  -- people, places, units
    name     text    not null,  -- of the file, as it was handed in
    file     id,                -- none: not here yet, or put away
    place    id      not null,  -- within which it works
    path     text    not null,
    options  text    not null,  -- JSON: sheet, columns, as_of, make_places
    state    text    not null,  -- waiting reading refused ready running stopped done undoing undone discarded
    refusal  text    not null,  -- JSON: of the whole file, or why it stopped
    header   text    not null,  -- JSON: what each column was taken for
    account  id,                -- none: whoever runs the program
    made     instant not null,
    ended    instant,
    stage    int64   not null,  -- of reading, running or undoing
    line     int64   not null,  -- the row of the sheet that is finished, in this stage
    rows     int64   not null,  -- in the sheet, once it is read
    seen     int64   not null,  -- of them, in this stage
    fresh    int64   not null,
    updated  int64   not null,
    same     int64   not null,
    maybe    int64   not null,
    bad      int64   not null,
    warned   int64   not null,  -- taken over, but for some cell
    places   int64   not null,
    edition  int64   not null,
    primary key (tenant, id)
);
create index imports_by_made on imports (tenant, made, id);
create index imports_by_state on imports (tenant, state, id);

create table import_lines (
    tenant   int64 not null references tenants (tenant),
    import   id    not null,
    line     int64 not null,
    verdict  text  not null,  -- new update same duplicate bad kept taken_back
    warned   int64 not null,
    later    int64 not null,  -- 1: the household comes further down in the sheet
    decision text  not null,  -- of a person, about a duplicate: new, same, skip; empty: none yet
    record   id,              -- what the row is, or may be
    edition  int64 not null,  -- of the record, as the import left it
    sealed   text  not null,  -- JSON: name, problems, fields, before
    primary key (tenant, import, line),
    foreign key (tenant, import) references imports (tenant, id)
) clustered;
create index import_lines_by_verdict on import_lines (tenant, import, verdict, line);

-- Places that rows needed, in the order they were made.
create table import_made (
    tenant   int64 not null references tenants (tenant),
    import   id    not null,
    position int64 not null,
    place    id    not null,
    primary key (tenant, import, position),
    foreign key (tenant, import) references imports (tenant, id)
) clustered;
