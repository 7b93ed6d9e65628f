-- The bytes of photos and documents, sealed, in pieces that need never be held whole.

create table file_chunks (
    tenant int64 not null,
    file   id    not null,
    chunk  int64 not null,  -- 0, 1, 2 …
    bytes  blob  not null,
    primary key (tenant, file, chunk)
) clustered;
