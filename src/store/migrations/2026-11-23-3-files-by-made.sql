-- What strangers sent on a day is added up before a photo more is taken from them.

create index files_by_made on files (tenant, made);
