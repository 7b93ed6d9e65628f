--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: linli; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA linli;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: accounts; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.accounts (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    login text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    person uuid,
    password text NOT NULL COLLATE pg_catalog."C",
    must_change bigint NOT NULL,
    closed bigint NOT NULL,
    failures bigint NOT NULL,
    locked_until bigint,
    made bigint NOT NULL
);


--
-- Name: alarms; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.alarms (
    tenant bigint NOT NULL,
    at bigint NOT NULL,
    record uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: calendars; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.calendars (
    tenant bigint NOT NULL,
    version bigint NOT NULL,
    text text NOT NULL COLLATE pg_catalog."C",
    made bigint NOT NULL,
    account uuid
);


--
-- Name: cases; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.cases (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    year bigint NOT NULL,
    ordinal bigint NOT NULL,
    programme text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    part text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    intake uuid,
    state text NOT NULL COLLATE pg_catalog."C",
    since bigint NOT NULL,
    opened bigint NOT NULL,
    closed bigint,
    key uuid NOT NULL,
    fields text NOT NULL COLLATE pg_catalog."C",
    clock text NOT NULL COLLATE pg_catalog."C",
    due bigint,
    calendar bigint NOT NULL,
    paused bigint NOT NULL,
    request text NOT NULL COLLATE pg_catalog."C",
    asked_by uuid,
    asked_of text NOT NULL COLLATE pg_catalog."C",
    asked_at uuid,
    rung bigint NOT NULL,
    late bigint NOT NULL,
    turn text NOT NULL COLLATE pg_catalog."C",
    seat uuid,
    merged_into uuid,
    edition bigint NOT NULL
);


--
-- Name: facts; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.facts (
    tenant bigint NOT NULL,
    part text NOT NULL COLLATE pg_catalog."C",
    field text NOT NULL COLLATE pg_catalog."C",
    word text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    record uuid NOT NULL
);


--
-- Name: file_chunks; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.file_chunks (
    tenant bigint NOT NULL,
    file uuid NOT NULL,
    chunk bigint NOT NULL,
    bytes bytea NOT NULL
);


--
-- Name: files; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.files (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    media_type text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    key uuid NOT NULL,
    record uuid,
    account uuid,
    made bigint NOT NULL
);


--
-- Name: followers; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.followers (
    tenant bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL
);


--
-- Name: former_paths; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.former_paths (
    tenant bigint NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    until bigint NOT NULL
);


--
-- Name: grams; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.grams (
    tenant bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    gram text NOT NULL COLLATE pg_catalog."C",
    path text NOT NULL COLLATE pg_catalog."C",
    record uuid NOT NULL
);


--
-- Name: grants; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.grants (
    tenant bigint NOT NULL,
    account uuid NOT NULL,
    post uuid NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    unit uuid,
    stand_in bigint NOT NULL,
    from_day bigint NOT NULL,
    to_day bigint
);


--
-- Name: hands; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.hands (
    tenant bigint NOT NULL,
    case_id uuid NOT NULL,
    "position" bigint NOT NULL,
    unit uuid,
    post uuid,
    role text NOT NULL COLLATE pg_catalog."C",
    leads bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    given bigint NOT NULL
);


--
-- Name: households; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.households (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    head uuid,
    note text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    to_day bigint,
    edition bigint NOT NULL
);


--
-- Name: houses; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.houses (
    tenant bigint NOT NULL,
    place uuid NOT NULL,
    key uuid NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    use text NOT NULL COLLATE pg_catalog."C",
    area bigint,
    owner_person uuid,
    owner_unit uuid,
    owner_name text NOT NULL COLLATE pg_catalog."C",
    owner_document text NOT NULL COLLATE pg_catalog."C",
    owner_phone text NOT NULL COLLATE pg_catalog."C",
    rented bigint NOT NULL,
    rented_for text NOT NULL COLLATE pg_catalog."C",
    hazard text NOT NULL COLLATE pg_catalog."C",
    note text NOT NULL COLLATE pg_catalog."C",
    edition bigint NOT NULL
);


--
-- Name: import_lines; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.import_lines (
    tenant bigint NOT NULL,
    import uuid NOT NULL,
    line bigint NOT NULL,
    verdict text NOT NULL COLLATE pg_catalog."C",
    warned bigint NOT NULL,
    later bigint NOT NULL,
    decision text NOT NULL COLLATE pg_catalog."C",
    record uuid,
    edition bigint NOT NULL,
    sealed text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: import_made; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.import_made (
    tenant bigint NOT NULL,
    import uuid NOT NULL,
    "position" bigint NOT NULL,
    place uuid NOT NULL
);


--
-- Name: imports; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.imports (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    key uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    file uuid,
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    options text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    refusal text NOT NULL COLLATE pg_catalog."C",
    header text NOT NULL COLLATE pg_catalog."C",
    account uuid,
    made bigint NOT NULL,
    ended bigint,
    stage bigint NOT NULL,
    line bigint NOT NULL,
    rows bigint NOT NULL,
    seen bigint NOT NULL,
    fresh bigint NOT NULL,
    updated bigint NOT NULL,
    same bigint NOT NULL,
    maybe bigint NOT NULL,
    bad bigint NOT NULL,
    warned bigint NOT NULL,
    places bigint NOT NULL,
    edition bigint NOT NULL
);


--
-- Name: journal; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.journal (
    tenant bigint NOT NULL,
    seq bigint NOT NULL,
    act uuid NOT NULL,
    at bigint NOT NULL,
    account uuid,
    behalf_of uuid,
    post uuid,
    place uuid,
    programme text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    record uuid,
    verb text NOT NULL COLLATE pg_catalog."C",
    basis text NOT NULL COLLATE pg_catalog."C",
    asked text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    hash bytea NOT NULL
);


--
-- Name: keys; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.keys (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    wrapped bytea,
    made bigint NOT NULL,
    destroyed bigint
);


--
-- Name: lanes; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.lanes (
    tenant bigint NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    digest text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: members; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.members (
    tenant bigint NOT NULL,
    household uuid NOT NULL,
    person uuid NOT NULL,
    from_day bigint NOT NULL,
    to_day bigint,
    relation text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: migrations; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.migrations (
    name text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: notices; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.notices (
    tenant bigint NOT NULL,
    account uuid NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    record uuid,
    words_zh text NOT NULL COLLATE pg_catalog."C",
    words_en text NOT NULL COLLATE pg_catalog."C",
    read bigint
);


--
-- Name: parties; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.parties (
    tenant bigint NOT NULL,
    case_id uuid NOT NULL,
    "position" bigint NOT NULL,
    person uuid,
    unit uuid,
    account uuid,
    name text NOT NULL COLLATE pg_catalog."C",
    phone text NOT NULL COLLATE pg_catalog."C",
    code bytea,
    joined bigint NOT NULL,
    gone bigint,
    became bigint
);


--
-- Name: persons; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.persons (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    key uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    pinyin text NOT NULL COLLATE pg_catalog."C",
    former_name text NOT NULL COLLATE pg_catalog."C",
    foreign_name text NOT NULL COLLATE pg_catalog."C",
    sex text NOT NULL COLLATE pg_catalog."C",
    birth bigint,
    id_kind text NOT NULL COLLATE pg_catalog."C",
    id_number text NOT NULL COLLATE pg_catalog."C",
    nationality text NOT NULL COLLATE pg_catalog."C",
    ethnic text NOT NULL COLLATE pg_catalog."C",
    native_place text NOT NULL COLLATE pg_catalog."C",
    marital text NOT NULL COLLATE pg_catalog."C",
    political text NOT NULL COLLATE pg_catalog."C",
    education text NOT NULL COLLATE pg_catalog."C",
    health text NOT NULL COLLATE pg_catalog."C",
    employment text NOT NULL COLLATE pg_catalog."C",
    occupation_class text NOT NULL COLLATE pg_catalog."C",
    occupation text NOT NULL COLLATE pg_catalog."C",
    workplace text NOT NULL COLLATE pg_catalog."C",
    registered_division text NOT NULL COLLATE pg_catalog."C",
    registered_address text NOT NULL COLLATE pg_catalog."C",
    home_division text NOT NULL COLLATE pg_catalog."C",
    home_address text NOT NULL COLLATE pg_catalog."C",
    note text NOT NULL COLLATE pg_catalog."C",
    home uuid,
    path text NOT NULL COLLATE pg_catalog."C",
    registered uuid,
    registered_path text COLLATE pg_catalog."C",
    present bigint NOT NULL,
    separated bigint NOT NULL,
    died bigint,
    merged_into uuid,
    erased bigint,
    made bigint NOT NULL,
    edition bigint NOT NULL
);


--
-- Name: phones; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.phones (
    tenant bigint NOT NULL,
    person uuid NOT NULL,
    "position" bigint NOT NULL,
    sealed text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: places; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.places (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    parent uuid,
    path text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    scheme text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    longitude bigint,
    latitude bigint,
    note text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    to_day bigint,
    edition bigint NOT NULL
);


--
-- Name: posts; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.posts (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    unit uuid,
    account uuid,
    person uuid,
    name text NOT NULL COLLATE pg_catalog."C",
    stands_in_for uuid,
    from_day bigint NOT NULL,
    to_day bigint,
    reason text NOT NULL COLLATE pg_catalog."C",
    edition bigint NOT NULL
);


--
-- Name: programmes; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.programmes (
    tenant bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C",
    published bigint NOT NULL,
    account uuid
);


--
-- Name: proposals; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.proposals (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    person uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    fields text NOT NULL COLLATE pg_catalog."C",
    sealed text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    account uuid NOT NULL,
    made bigint NOT NULL,
    decided bigint
);


--
-- Name: report_figures; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.report_figures (
    tenant bigint NOT NULL,
    report uuid NOT NULL,
    figure text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    count bigint NOT NULL,
    among bigint NOT NULL,
    said text NOT NULL COLLATE pg_catalog."C",
    asked text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: report_records; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.report_records (
    tenant bigint NOT NULL,
    report uuid NOT NULL,
    figure text NOT NULL COLLATE pg_catalog."C",
    record uuid NOT NULL
);


--
-- Name: reports; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.reports (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    programme text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    to_day bigint NOT NULL,
    title text NOT NULL COLLATE pg_catalog."C",
    signed_by text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    made bigint NOT NULL,
    issued bigint,
    issued_by uuid,
    edition bigint NOT NULL
);


--
-- Name: residences; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.residences (
    tenant bigint NOT NULL,
    person uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    to_day bigint,
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    basis text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: routes; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.routes (
    tenant bigint NOT NULL,
    part text NOT NULL COLLATE pg_catalog."C",
    word text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    unit uuid NOT NULL
);


--
-- Name: scope; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.scope (
    tenant bigint NOT NULL,
    within uuid NOT NULL,
    list text NOT NULL COLLATE pg_catalog."C",
    sort bigint NOT NULL,
    record uuid NOT NULL
);


--
-- Name: sessions; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.sessions (
    tenant bigint NOT NULL,
    token bytea NOT NULL,
    id uuid NOT NULL,
    account uuid NOT NULL,
    agent text NOT NULL COLLATE pg_catalog."C",
    begun bigint NOT NULL,
    ends bigint NOT NULL
);


--
-- Name: slips; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.slips (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    trace bytea NOT NULL,
    person uuid,
    account uuid,
    maker uuid,
    made bigint NOT NULL,
    ends bigint NOT NULL,
    used bigint
);


--
-- Name: tenants; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.tenants (
    tenant bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    zone bigint NOT NULL,
    made bigint NOT NULL
);


--
-- Name: traces; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.traces (
    tenant bigint NOT NULL,
    field text NOT NULL COLLATE pg_catalog."C",
    trace bytea NOT NULL,
    record uuid NOT NULL
);


--
-- Name: units; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.units (
    tenant bigint NOT NULL,
    id uuid NOT NULL,
    key uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    pinyin text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    parent uuid,
    tree text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    address text NOT NULL COLLATE pg_catalog."C",
    legal_person text NOT NULL COLLATE pg_catalog."C",
    contact text NOT NULL COLLATE pg_catalog."C",
    phone text NOT NULL COLLATE pg_catalog."C",
    staff bigint,
    note text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    to_day bigint,
    edition bigint NOT NULL
);


--
-- Name: watches; Type: TABLE; Schema: linli; Owner: -
--

CREATE TABLE linli.watches (
    tenant bigint NOT NULL,
    part text NOT NULL COLLATE pg_catalog."C",
    place uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    to_day bigint NOT NULL,
    counted bigint NOT NULL,
    account uuid,
    made bigint NOT NULL
);


--
-- Data for Name: accounts; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.accounts (tenant, id, login, name, person, password, must_change, closed, failures, locked_until, made) FROM stdin;
999902001001	01a1c32f-039b-7de2-ad53-604f0c9c0505	admin	admin	\N	$argon2id$v=19$m=19456,t=2,p=1$hTz1cCJTGzjFsCQ2vpxvJg$TUAqCoJVFAbT745mCT5vyyFN8zVQrPhBFeQk1R4jswc	0	0	0	\N	1794276000725104
999902001001	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	window	林晓燕	\N	$argon2id$v=19$m=19456,t=2,p=1$Pwsk752MF35Rutpd38yF7A$zfpjPSuOZ76tky7WEpsRLR0JBA/CDghLAecEIheDHtk	0	0	0	\N	1794276001329154
\.


--
-- Data for Name: alarms; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.alarms (tenant, at, record, kind) FROM stdin;
999902001001	1794297601634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8	late
\.


--
-- Data for Name: calendars; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.calendars (tenant, version, text, made, account) FROM stdin;
999902001001	1	2024-01-01,off,元旦\n2024-02-04,work,春节\n2024-02-10,off,春节\n2024-02-11,off,春节\n2024-02-12,off,春节\n2024-02-13,off,春节\n2024-02-14,off,春节\n2024-02-15,off,春节\n2024-02-16,off,春节\n2024-02-17,off,春节\n2024-02-18,work,春节\n2024-04-04,off,清明节\n2024-04-05,off,清明节\n2024-04-06,off,清明节\n2024-04-07,work,清明节\n2024-04-28,work,劳动节\n2024-05-01,off,劳动节\n2024-05-02,off,劳动节\n2024-05-03,off,劳动节\n2024-05-04,off,劳动节\n2024-05-05,off,劳动节\n2024-05-11,work,劳动节\n2024-06-10,off,端午节\n2024-09-14,work,中秋节\n2024-09-15,off,中秋节\n2024-09-16,off,中秋节\n2024-09-17,off,中秋节\n2024-09-29,work,国庆节\n2024-10-01,off,国庆节\n2024-10-02,off,国庆节\n2024-10-03,off,国庆节\n2024-10-04,off,国庆节\n2024-10-05,off,国庆节\n2024-10-06,off,国庆节\n2024-10-07,off,国庆节\n2024-10-12,work,国庆节\n	1794276000790941	\N
999902001001	2	2024-01-01,off,元旦\n2024-02-04,work,春节\n2024-02-10,off,春节\n2024-02-11,off,春节\n2024-02-12,off,春节\n2024-02-13,off,春节\n2024-02-14,off,春节\n2024-02-15,off,春节\n2024-02-16,off,春节\n2024-02-17,off,春节\n2024-02-18,work,春节\n2024-04-04,off,清明节\n2024-04-05,off,清明节\n2024-04-06,off,清明节\n2024-04-07,work,清明节\n2024-04-28,work,劳动节\n2024-05-01,off,劳动节\n2024-05-02,off,劳动节\n2024-05-03,off,劳动节\n2024-05-04,off,劳动节\n2024-05-05,off,劳动节\n2024-05-11,work,劳动节\n2024-06-10,off,端午节\n2024-09-14,work,中秋节\n2024-09-15,off,中秋节\n2024-09-16,off,中秋节\n2024-09-17,off,中秋节\n2024-09-29,work,国庆节\n2024-10-01,off,国庆节\n2024-10-02,off,国庆节\n2024-10-03,off,国庆节\n2024-10-04,off,国庆节\n2024-10-05,off,国庆节\n2024-10-06,off,国庆节\n2024-10-07,off,国庆节\n2024-10-12,work,国庆节\n2025-01-01,off,元旦\n2025-01-26,work,春节\n2025-01-28,off,春节\n2025-01-29,off,春节\n2025-01-30,off,春节\n2025-01-31,off,春节\n2025-02-01,off,春节\n2025-02-02,off,春节\n2025-02-03,off,春节\n2025-02-04,off,春节\n2025-02-08,work,春节\n2025-04-04,off,清明节\n2025-04-05,off,清明节\n2025-04-06,off,清明节\n2025-04-27,work,劳动节\n2025-05-01,off,劳动节\n2025-05-02,off,劳动节\n2025-05-03,off,劳动节\n2025-05-04,off,劳动节\n2025-05-05,off,劳动节\n2025-05-31,off,端午节\n2025-06-01,off,端午节\n2025-06-02,off,端午节\n2025-09-28,work,国庆节\n2025-10-01,off,国庆节\n2025-10-02,off,国庆节\n2025-10-03,off,国庆节\n2025-10-04,off,国庆节\n2025-10-05,off,国庆节\n2025-10-06,off,中秋节\n2025-10-07,off,国庆节\n2025-10-08,off,国庆节\n2025-10-11,work,国庆节\n	1794276000792081	\N
999902001001	3	2024-01-01,off,元旦\n2024-02-04,work,春节\n2024-02-10,off,春节\n2024-02-11,off,春节\n2024-02-12,off,春节\n2024-02-13,off,春节\n2024-02-14,off,春节\n2024-02-15,off,春节\n2024-02-16,off,春节\n2024-02-17,off,春节\n2024-02-18,work,春节\n2024-04-04,off,清明节\n2024-04-05,off,清明节\n2024-04-06,off,清明节\n2024-04-07,work,清明节\n2024-04-28,work,劳动节\n2024-05-01,off,劳动节\n2024-05-02,off,劳动节\n2024-05-03,off,劳动节\n2024-05-04,off,劳动节\n2024-05-05,off,劳动节\n2024-05-11,work,劳动节\n2024-06-10,off,端午节\n2024-09-14,work,中秋节\n2024-09-15,off,中秋节\n2024-09-16,off,中秋节\n2024-09-17,off,中秋节\n2024-09-29,work,国庆节\n2024-10-01,off,国庆节\n2024-10-02,off,国庆节\n2024-10-03,off,国庆节\n2024-10-04,off,国庆节\n2024-10-05,off,国庆节\n2024-10-06,off,国庆节\n2024-10-07,off,国庆节\n2024-10-12,work,国庆节\n2025-01-01,off,元旦\n2025-01-26,work,春节\n2025-01-28,off,春节\n2025-01-29,off,春节\n2025-01-30,off,春节\n2025-01-31,off,春节\n2025-02-01,off,春节\n2025-02-02,off,春节\n2025-02-03,off,春节\n2025-02-04,off,春节\n2025-02-08,work,春节\n2025-04-04,off,清明节\n2025-04-05,off,清明节\n2025-04-06,off,清明节\n2025-04-27,work,劳动节\n2025-05-01,off,劳动节\n2025-05-02,off,劳动节\n2025-05-03,off,劳动节\n2025-05-04,off,劳动节\n2025-05-05,off,劳动节\n2025-05-31,off,端午节\n2025-06-01,off,端午节\n2025-06-02,off,端午节\n2025-09-28,work,国庆节\n2025-10-01,off,国庆节\n2025-10-02,off,国庆节\n2025-10-03,off,国庆节\n2025-10-04,off,国庆节\n2025-10-05,off,国庆节\n2025-10-06,off,中秋节\n2025-10-07,off,国庆节\n2025-10-08,off,国庆节\n2025-10-11,work,国庆节\n2026-01-01,off,元旦\n2026-01-02,off,元旦\n2026-01-03,off,元旦\n2026-01-04,work,元旦\n2026-02-14,work,春节\n2026-02-15,off,春节\n2026-02-16,off,春节\n2026-02-17,off,春节\n2026-02-18,off,春节\n2026-02-19,off,春节\n2026-02-20,off,春节\n2026-02-21,off,春节\n2026-02-22,off,春节\n2026-02-23,off,春节\n2026-02-28,work,春节\n2026-04-04,off,清明节\n2026-04-05,off,清明节\n2026-04-06,off,清明节\n2026-05-01,off,劳动节\n2026-05-02,off,劳动节\n2026-05-03,off,劳动节\n2026-05-04,off,劳动节\n2026-05-05,off,劳动节\n2026-05-09,work,劳动节\n2026-06-19,off,端午节\n2026-06-20,off,端午节\n2026-06-21,off,端午节\n2026-09-20,work,国庆节\n2026-09-25,off,中秋节\n2026-09-26,off,中秋节\n2026-09-27,off,中秋节\n2026-10-01,off,国庆节\n2026-10-02,off,国庆节\n2026-10-03,off,国庆节\n2026-10-04,off,国庆节\n2026-10-05,off,国庆节\n2026-10-06,off,国庆节\n2026-10-07,off,国庆节\n2026-10-10,work,国庆节\n	1794276000792790	\N
\.


--
-- Data for Name: cases; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.cases (tenant, id, year, ordinal, programme, version, part, place, path, channel, intake, state, since, opened, closed, key, fields, clock, due, calendar, paused, request, asked_by, asked_of, asked_at, rung, late, turn, seat, merged_into, edition) FROM stdin;
999902001001	01a1c32f-0762-75ed-96ea-efe8031ef3b8	2026	1	opinions	1	opinions.matter	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001	web	\N	reported	1794276001634657	1794276001634657	\N	01a1c32f-0762-794e-bc90-81f45e614cca	{"story":"v1.ko_PMieopiiaqQLBxfe02zvM-2-aT2gGiqUbOAh40Cufg0QSl15qxEDM_anPyYMSSovrAmTpufnadSjNDzht","where":"01a1c32f-0266-7877-bfec-ac1ac98b9ef5","photos":["01a1c32f-075d-79ac-ad0b-6ad983c8bc39"]}	[{"was":"started","at":1794276001634657,"limit":"4 workhours"}]	1794297601634657	3	0		\N		\N	0	0	window	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	\N	1
\.


--
-- Data for Name: facts; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.facts (tenant, part, field, word, number, record) FROM stdin;
999902001001	opinions.matter	persons	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	1794276001634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
999902001001	opinions.matter	opened	web	1794276001634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
\.


--
-- Data for Name: file_chunks; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.file_chunks (tenant, file, chunk, bytes) FROM stdin;
999902001001	01a1c32f-0536-79c3-97d6-96acd35c757c	0	\\xa1035c5f61c951d8ecf39a4c4ddf6a90fe00aaca8d915fefc31b1f3d8bf6e1d1260cdb51a1bf95a7524b20986f9a04a5b365e5d5856e0a77f90e56ddf1cda046567700095f869353a44800db9de01af61f8781b57742da1de22f1986d87ec1aff18d0059d6334d4f5e14072f9165b9318d0ad8bbf420c3d3ab8c0aa21f87c582e75a6769b399d21b4f61c0bba0f23220a11dc495d89b4328b680bc12052f414d3ecdab31393b0a566772c54c5a3070ac85f8ef2577e7342ee83623607b0d4df4107c3f2064f983699a
999902001001	01a1c32f-075d-79ac-ad0b-6ad983c8bc39	0	\\x000000000000028fed4e7b0267c5b14eb49654a3753acd089c9542c3476fdd46172d543f40fb903aae7202f6a27dcfb16f43e6ba492336b2f2758ef23254cbf16708445898afa40449d452397f9586f7c82554eda6e78602011707d295ede8f00793675cb250902791f50d11c84176aa7fa12b56db29e628f3379da074eb6fdcc0ce9c6e9818dd6348653f4f984e043423b4b7c124dfff8b392dd5d3cb766d9fa0c91ed9311a668c0b5afbb62b025972bf202e37ec016b3754725c4527dd36a7d28e8aa5bcbe7a27313932cb3608e1268664c6fe1fc9dc69d36f2dc0a37198a62e4461131c1293bb4c42ac11a15ae3121ebc7cb278a7528f1c6dba640b409f44ef91eff7b0822c65d0d4c3b0888e6004b408f2e70c6ba31bd2d4ff6a8995f7ff790f68b4fd6a65979bdf90d31b85f3878b4f832ccf837ef5bc220b54755a7bfb3422eec5504c551fcfdb86a4d2f919583c15b9b7a7695ccb452dde96017f24cb026efc3a3abeecbcdaaf6a1ce7f66c43f75d8f117d28a1b24c97f280c6f5b3d759fe82904c7a0cb4bec9c112a7c74d31c5cdc4a075b1a47decb149c0b9070faeb7717231768315de94e71026d5b30526d385fb8f5d57ba540482f3c5b136677a000559d7fcf300a3a63194ee38bcba6cff8899660e7202754ba95d97d485973b8d05b54878270b7b5946a8d921419b2b8f8787df8a5d0180d49c9986780414a5ac4305ad0f06a529d608e811cb55d858ff39ce7b43daf624c80d295e18c5677ae662aae0e19f3b96a4445f81906aaa92723c6437d622b94d46dc92786b21dc1ace9584897e5f56be88fa20259471609cad6047a1e82eb5bd6504d658a9708699cc7fde1a1a8e809683d75169ef47b3669c2de7d2d3157095ac932d64b28dced7baa46eeae7ada510454c0b4ceb6a4964836d5582d9fe577b260bbdc22685dda3b4ae9a148a0a117c560c30e2e9585fd91878f69c566e21f0cfd4c1e3c8028b4e8cb65b4921fe47e690075de3b1b7005050ec9a332bc58c5cabfddc7feed9777a1bf0ecc8e584762d548d2258ac91045b7baf786d0568471e8b036f23a5b4cc5febe08b4bcfd65d571a7ad8d214198ce372a877a5e464c9e3c17f6321b78afd01d83101d72212c6f02cdf5ee6bb6f88613d514a61c58a3bb992aeca4c58172aa9e90097d9e73fd3b8b7a9da976b1dd69ed1a03af326625b0993a9a215f1dc63dabcd91262486cd3fa6939495b19a87ac031d4e673a06b3ad93a64d1d44010d96102a7fc76451990fd70fd8ab10e2e235ee7e8a17350079a0f86e7b4e6d7ca99ec1797c7f26c138a731cf7b1c84c6a3580b6537d025ed34a9b2bda29980e6cabd48cdf7ae72cae13fb6170e12ce6f16db2208f3c434e4824063817cbd1ba95fd95ef01436cc450ad6585b603bcea9813d70a654b212e95a6729439b7620853b574fde5da54970ff58472450b9df0d9811d40799e7e7cfa0122da797d8e1d2cb1d247381f1b911d1516f8492d5dbf7a0ab775eecb636e511fc3ce8b16de69513eb049dc01f0b1d4932a79e664e2634a4781544b9370173faa0714a42295d547b2c6d9cdfafe58e8d072a854edfb9821367ed8b3ee5e52a7637747b798ce808dd1a9d4d55b98c4ea2534f9ef441b2026db76c7db50d899a74ac2ba540fededcd00ab45636d1103f11c96aa01218722b11ac88ccda7908004991e1cca2df8173772a20d49be8eb4674d5507b8970fb71f5073bda66f0b4c48c41d98d2e05522526f9488b063a2a2fcbeabdb0b866afeb9880d9723d113cccd41bae8fcc35cec6bd938b7dd7a67b2489892cbce5edc61242b00c559423991a4428def8092dfda8e993ce6a5c3d6b99a
\.


--
-- Data for Name: files; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.files (tenant, id, media_type, size, key, record, account, made) FROM stdin;
999902001001	01a1c32f-075d-79ac-ad0b-6ad983c8bc39	image/jpeg	1230	01a1c32f-075d-7cc4-a13b-60e1949219fe	01a1c32f-0762-75ed-96ea-efe8031ef3b8	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	1794276001629962
\.


--
-- Data for Name: followers; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.followers (tenant, name, seq) FROM stdin;
999902001001	posts.days	20767
\.


--
-- Data for Name: former_paths; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.former_paths (tenant, path, place, until) FROM stdin;
\.


--
-- Data for Name: grams; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.grams (tenant, kind, gram, path, record) FROM stdin;
999902001001	place	w	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	wm	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	wmd	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	wmdj	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	wmdjd	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	们	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	们的	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	我	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	我们	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	的	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	的街	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	街	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	街道	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	道	/0001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5
999902001001	place	d	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	dy	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	dyw	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	dywg	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	一	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	一网	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	格	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	第	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	第一	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	网	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	网格	/0001/000g	01a1c32f-02ad-70eb-9097-c00caaf93ef7
999902001001	place	d	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	de	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	dew	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	dewg	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	二	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	二网	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	格	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	第	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	第二	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	网	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	网格	/0001/000w	01a1c32f-03c0-757e-b2a1-4eef184188b4
999902001001	place	w	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	wc	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	wcx	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	wcxc	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	新	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	新村	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	望	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	望潮	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	村	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	潮	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	潮新	/0001/001c	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	place	#3	/0001/001c/001c	01a1c32f-05bf-7d61-b31b-9268a88ea07a
999902001001	place	3	/0001/001c/001c	01a1c32f-05bf-7d61-b31b-9268a88ea07a
999902001001	place	3z	/0001/001c/001c	01a1c32f-05bf-7d61-b31b-9268a88ea07a
999902001001	place	3幢	/0001/001c/001c	01a1c32f-05bf-7d61-b31b-9268a88ea07a
999902001001	place	幢	/0001/001c/001c	01a1c32f-05bf-7d61-b31b-9268a88ea07a
999902001001	place	#101	/0001/001c/001c/018w	01a1c32f-05bf-787c-8015-5a5d269a8b32
999902001001	place	0	/0001/001c/001c/018w	01a1c32f-05bf-787c-8015-5a5d269a8b32
999902001001	place	01	/0001/001c/001c/018w	01a1c32f-05bf-787c-8015-5a5d269a8b32
999902001001	place	1	/0001/001c/001c/018w	01a1c32f-05bf-787c-8015-5a5d269a8b32
999902001001	place	10	/0001/001c/001c/018w	01a1c32f-05bf-787c-8015-5a5d269a8b32
999902001001	place	101	/0001/001c/001c/018w	01a1c32f-05bf-787c-8015-5a5d269a8b32
999902001001	person	x	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	xz	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	xzq	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	夏	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	夏知	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	知	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	知秋	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	秋	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	person	x	/0001/001c/001c/018w	01a1c32f-05bf-7381-abf2-40f6b9376aec
999902001001	person	xy	/0001/001c/001c/018w	01a1c32f-05bf-7381-abf2-40f6b9376aec
999902001001	person	夏	/0001/001c/001c/018w	01a1c32f-05bf-7381-abf2-40f6b9376aec
999902001001	person	夏雨	/0001/001c/001c/018w	01a1c32f-05bf-7381-abf2-40f6b9376aec
999902001001	person	雨	/0001/001c/001c/018w	01a1c32f-05bf-7381-abf2-40f6b9376aec
\.


--
-- Data for Name: grants; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.grants (tenant, account, post, role, place, path, unit, stand_in, from_day, to_day) FROM stdin;
999902001001	01a1c32f-039b-7de2-ad53-604f0c9c0505	01a1c32f-03e5-7975-9a15-8d90af21a0e9	administrator	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001	\N	0	20767	\N
999902001001	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	01a1c32f-0639-74b2-a81b-30d841afd53a	window	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001	\N	0	20767	\N
\.


--
-- Data for Name: hands; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.hands (tenant, case_id, "position", unit, post, role, leads, state, given) FROM stdin;
\.


--
-- Data for Name: households; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.households (tenant, id, number, place, path, head, note, from_day, to_day, edition) FROM stdin;
999902001001	01a1c32f-05bf-7199-b1cb-aa2ee4d15059	1	01a1c32f-05bf-787c-8015-5a5d269a8b32	/0001/001c/001c/018w	01a1c32f-05bf-7ecd-8341-9b6816da61e5		20767	\N	2
\.


--
-- Data for Name: houses; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.houses (tenant, place, key, code, use, area, owner_person, owner_unit, owner_name, owner_document, owner_phone, rented, rented_for, hazard, note, edition) FROM stdin;
\.


--
-- Data for Name: import_lines; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.import_lines (tenant, import, line, verdict, warned, later, decision, record, edition, sealed) FROM stdin;
999902001001	01a1c32f-0536-79c3-97d6-96acd35c757c	2	new	0	0		01a1c32f-05bf-7ecd-8341-9b6816da61e5	1	v1.2bVXIyBaQm6JEF_DUKcjiA1ocdUEEDnHFqIklxEPnCet25ZAw221IkkkcP9nl8SuRge59gfG0CTyLgqe_s7KKsvgzTYf5qVlMyACGKetCyX8Llzw4SkR-DovkkrzaTUKVbitXOJ02khH7VoRXnREOORMrG02eggaPwcomQkSEH81a4-BT3IkodGioQStHU12uA9wJMoy_YNdgL3-arQEpVpCoI073w
999902001001	01a1c32f-0536-79c3-97d6-96acd35c757c	3	new	0	0		01a1c32f-05bf-7381-abf2-40f6b9376aec	1	v1.6WzGE-YDXPqGkwuAgj0FxUMLN5QqRdY8ZELgLmVwIJlB-_1TRc-jEbW-YDUN5RRsxo96cH56OpK7pyrKEqK9M952Hg57ZBbPonEFjdoD7mvUA7Db4pAuV0uUH110uT7DrD5M8Tgt7kNXV_S8mDfsVCxyLbsB5eyQ_VwXC613ipv1pgQv1cSsFOO10dBUPX5KRqp_idLPrJjQnOfXRLBvp1I3XA
\.


--
-- Data for Name: import_made; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.import_made (tenant, import, "position", place) FROM stdin;
999902001001	01a1c32f-0536-79c3-97d6-96acd35c757c	200	01a1c32f-05bf-7e55-8559-401f67ce3073
999902001001	01a1c32f-0536-79c3-97d6-96acd35c757c	201	01a1c32f-05bf-7d61-b31b-9268a88ea07a
999902001001	01a1c32f-0536-79c3-97d6-96acd35c757c	202	01a1c32f-05bf-787c-8015-5a5d269a8b32
\.


--
-- Data for Name: imports; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.imports (tenant, id, key, kind, name, file, place, path, options, state, refusal, header, account, made, ended, stage, line, rows, seen, fresh, updated, same, maybe, bad, warned, places, edition) FROM stdin;
999902001001	01a1c32f-0536-79c3-97d6-96acd35c757c	01a1c32f-0539-7537-8cf0-89538195b5cd	people	people.csv	01a1c32f-0536-79c3-97d6-96acd35c757c	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001	{"sheet":"","as_of":null,"make_places":true,"columns":{}}	done	{}	[{"title":"姓名","field":"name"},{"title":"现住地址","field":"home"},{"title":"户编号","field":"household_number"},{"title":"与户主关系","field":"relation"},{"title":"联系电话","field":"phones"}]	\N	1794276001081662	1794276001509864	1	0	2	2	2	0	0	0	0	0	3	8
\.


--
-- Data for Name: journal; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.journal (tenant, seq, act, at, account, behalf_of, post, place, programme, version, kind, record, verb, basis, asked, body, hash) FROM stdin;
999902001001	1	01a1c32f-0266-74fc-9373-c1c67ef78d08	1794276000358124	\N	\N	\N	01a1c32f-0266-7877-bfec-ac1ac98b9ef5		0	place	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	found			{"kind":"community","name":"我们的街道","code":"999902001001"}	\\x974d12bfe8dc80661ab1ba5b99d7f29933b860699e85c11352e94fba1d02cb51
999902001001	2	01a1c32f-03d9-7bc9-95c4-9de4612cd0db	1794276000725104	\N	\N	\N	\N		0	account	01a1c32f-039b-7de2-ad53-604f0c9c0505	add			{}	\\x866101a7b180e56e43e463fea16cf881c89470b32940d2f3997546aff241ba74
999902001001	3	01a1c32f-03e5-7702-b4a5-80d8c0e8f5dc	1794276000741805	\N	\N	\N	01a1c32f-0266-7877-bfec-ac1ac98b9ef5		0	post	01a1c32f-03e5-7975-9a15-8d90af21a0e9	appoint			{"role":"administrator","place":"01a1c32f-0266-7877-bfec-ac1ac98b9ef5","unit":null,"account":"01a1c32f-039b-7de2-ad53-604f0c9c0505","person":null,"from":"2026-11-10","to":null}	\\x0ca6350a6ad38d395a509c474b4406d00b72e681576190e09669dbb565e2aa6c
999902001001	4	01a1c32f-03e8-7384-a1f8-7186bf8c71bd	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	\N	\N		0	programme	01a1c32f-03e8-7384-a1f8-7186bf8c71bd	publish			{"published":{"defects":1,"population":1,"contacts":1,"opinions":1,"summaries":1,"through_train":1,"disputes":1,"petitions":1}}	\\x063b576267a57e21754cdb9991751acf0502af4ad1c48622882ad4df2663aa0e
999902001001	5	01a1c32f-0416-7ae6-b89e-d3c4702e9f94	1794276000790941	\N	\N	\N	\N		0	calendar	01a1c32f-0416-7ae6-b89e-d3c4702e9f94	import			{"version":1,"file":"programmes/common/calendar/2024.csv"}	\\x1a219822d20569a7560de2ba481b7b8f5cd1bd340d929640a1ccdd2e26713738
999902001001	6	01a1c32f-0418-7694-8dfe-12b64f018f78	1794276000792081	\N	\N	\N	\N		0	calendar	01a1c32f-0418-7694-8dfe-12b64f018f78	import			{"version":2,"file":"programmes/common/calendar/2025.csv"}	\\xdf17aa97b8c7946e0817139edde0d3ba692d3015c4efedf120a3d1e231803806
999902001001	7	01a1c32f-0418-7bd2-8264-3dbb0d276107	1794276000792790	\N	\N	\N	\N		0	calendar	01a1c32f-0418-7bd2-8264-3dbb0d276107	import			{"version":3,"file":"programmes/common/calendar/2026.csv"}	\\x275e803243a01fd4644c8425f76f6687e0e9eef6cd032925646b29358f183394
999902001001	8	01a1c32f-01b1-742f-bf5a-015c6f2efdf5	1794276000177567	\N	\N	\N	\N		0	office	\N	day_came			{}	\\x0f0cff4fc38bf6b3922fdae83ac735acac2b3dee37285594c4b79c07419db40d
999902001001	9	d8253f1a-836b-4509-ab9e-599348e7520e	1794276000248903	\N	\N	\N	\N		0	account	01a1c32f-039b-7de2-ad53-604f0c9c0505	log_in		50c180025bf7994f349a82ab3f623e1a	{}	\\xcfc5e1da0d3a6ece2ec87f3edf42998c87e5f3cc65902e5667d54f4175adaefb
999902001001	10	01a1c32f-0295-7e94-8f73-c4e2cbb80e36	1794276000405544	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	\N	\N		0	account	01a1c32f-039b-7de2-ad53-604f0c9c0505	end_sessions		0144a6dcf7b91acc96b5c5169706abc0	{}	\\x8615d31c943a03d8117eb6aa279356eaa3f9202947cbfede5d2c0d9d792d0ac4
999902001001	11	43bb536a-adb9-488e-aeeb-385a98f11929	1794276000405544	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	\N	\N		0	account	01a1c32f-039b-7de2-ad53-604f0c9c0505	change_password		0144a6dcf7b91acc96b5c5169706abc0	{}	\\xd6a0e09d89582aec26b03ad831a872d972318e730303bf136713eac7f8d15c5e
999902001001	12	a6d6b775-2e12-4ffa-b979-b61bea29b82a	1794276000429469	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	01a1c32f-03e5-7975-9a15-8d90af21a0e9	01a1c32f-02ad-70eb-9097-c00caaf93ef7		0	place	01a1c32f-02ad-70eb-9097-c00caaf93ef7	add		84bcbe2276dcfcec9ba40926f2de7782	{"kind":"grid","name":"第一网格","code":""}	\\x9cfe7999be490f185d662e49654227968ad89c27cee0cd7444e938056cd901fa
999902001001	13	06b61e45-bab9-4dac-8ffb-9ce3f3a9893c	1794276000704317	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	01a1c32f-03e5-7975-9a15-8d90af21a0e9	01a1c32f-03c0-757e-b2a1-4eef184188b4		0	place	01a1c32f-03c0-757e-b2a1-4eef184188b4	add		15c8b570b47b26608974ebfa29f55a11	{"kind":"grid","name":"第二网格","code":""}	\\xe348a0f2383f95347f3f097248bac8eeb0c1f71021c4497ede95087ec3fdbf35
999902001001	14	01a1c32f-053a-766d-9a06-7481d45e09d2	1794276001081662	\N	\N	00000000-0000-0000-0000-000000000000	01a1c32f-0266-7877-bfec-ac1ac98b9ef5		0	import	01a1c32f-0536-79c3-97d6-96acd35c757c	begin			{"kind":"people","name":"people.csv"}	\\xf0cd132096dc1b483f8f8d530ac6c7fa8d1009f832876ea4ab195640f9d2e472
999902001001	15	01a1c32f-05b3-7c36-a9d1-f3711bf5448d	1794276001202944	\N	\N	00000000-0000-0000-0000-000000000000	01a1c32f-0266-7877-bfec-ac1ac98b9ef5		0	import	01a1c32f-0536-79c3-97d6-96acd35c757c	run			{}	\\x4fd641d8fc9d327caa10260afbf5f94f024446daef64eb8d3bf42e494c6ca9ed
999902001001	16	4a9b086a-1ad3-875c-b97a-94888170481c	1794276001215383	\N	\N	\N	01a1c32f-05bf-7e55-8559-401f67ce3073		0	place	01a1c32f-05bf-7e55-8559-401f67ce3073	add		import:01a1c32f-0536-79c3-97d6-96acd35c757c	{}	\\x29ae2aaea00b34e18ceb3baf829f142061acceabe4d0f0210429b8337c7136e5
999902001001	17	b5611e88-9f83-811a-b258-6702dfe21304	1794276001215383	\N	\N	\N	01a1c32f-05bf-7d61-b31b-9268a88ea07a		0	place	01a1c32f-05bf-7d61-b31b-9268a88ea07a	add		import:01a1c32f-0536-79c3-97d6-96acd35c757c	{}	\\xa71d7f19b8b0611e946e919da3c334d32640a8cc9d04c1cb01842b3e2db39add
999902001001	18	3679272a-8ade-898a-b68f-2cbd12eb0c67	1794276001215383	\N	\N	\N	01a1c32f-05bf-787c-8015-5a5d269a8b32		0	place	01a1c32f-05bf-787c-8015-5a5d269a8b32	add		import:01a1c32f-0536-79c3-97d6-96acd35c757c	{}	\\xf663563a5af5cc1571aac5caeae3c1a846f418f5a79f8af4019584682989fd05
999902001001	19	db34114c-e140-8798-8a49-f6f981ee36aa	1794276001215383	\N	\N	00000000-0000-0000-0000-000000000000	01a1c32f-05bf-787c-8015-5a5d269a8b32		0	person	01a1c32f-05bf-7ecd-8341-9b6816da61e5	add		import:01a1c32f-0536-79c3-97d6-96acd35c757c	{"fields":["name","phones","lives"],"sealed":"v1.ZGchYTJPsfRDhyPB3kc42spm1rBa0YjMtfkXgzMahQCD7kv2z7hNSn6JmYXrd4qbglnuuUzgBIFsRoskffJFk14zHlZ5P3TDIjmbIMSMp3eefN9rGUH_5Ovq5-DJJ6fK97lkbXc9UnOFN6qxuwQmbUr6W4ba5IGpyQ"}	\\xfdb45e5df1b219f119fd0cc538f599d01f6f6d3509d6d619488df5d29e7140db
999902001001	20	b6f0bb9e-2fd2-84d0-b3bd-895d4f6e7f69	1794276001215383	\N	\N	00000000-0000-0000-0000-000000000000	01a1c32f-05bf-787c-8015-5a5d269a8b32		0	person	01a1c32f-05bf-7381-abf2-40f6b9376aec	add		import:01a1c32f-0536-79c3-97d6-96acd35c757c	{"fields":["name","phones","lives"],"sealed":"v1.kTbdDP3sAJUKFqdEL0S-k_j-m5eci6O_1HWbKt1anWxGvOe6qY5qj5U6xZoRA9yrHT7v0p9UH_a-5xjHkqtrRFaxfgj7Ilt3lvJgWIQo4cCLVFRjzFq3ltW0zWI1J_Q-cRO_sSEjokqzREkujes4wEVNDJJO-g"}	\\x483aa927e2e271befd966ebbfacd5f79ba4e9e72972393f38e83b0e52a96e666
999902001001	21	ca33b50e-6790-8b02-b147-22245a35a40c	1794276001510029	\N	\N	\N	01a1c32f-0266-7877-bfec-ac1ac98b9ef5		0	import	01a1c32f-0536-79c3-97d6-96acd35c757c	finish		import:01a1c32f-0536-79c3-97d6-96acd35c757c	{"new":2,"updated":0,"same":0,"maybe":0,"bad":0}	\\xd4218eaf4dd658c855ac8c7866663e8e6fd69bc8ba2e9ab7d88485c71b059b10
999902001001	22	a524a331-be93-4fb7-a90a-159b94f2502e	1794276001329154	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	\N	\N		0	account	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	add		c345e363222e38166b476ed53dab2d48	{}	\\x5b539868a22854134107b9272488959088a4c39f5f8f1d7f690ed562dec49b08
999902001001	23	d31e0e29-133f-4c71-8aec-229560151a58	1794276001337060	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	01a1c32f-03e5-7975-9a15-8d90af21a0e9	01a1c32f-0266-7877-bfec-ac1ac98b9ef5		0	post	01a1c32f-0639-74b2-a81b-30d841afd53a	appoint		aacc23c92653a4e81477882557cb1a55	{"role":"window","place":"01a1c32f-0266-7877-bfec-ac1ac98b9ef5","unit":null,"account":"01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c","person":null,"from":"2026-11-10","to":null}	\\xd836e6b42d49506e1084dd31f37975da9ab41654daf7a4314844f31d345898ef
999902001001	24	5760c15b-2b6c-4621-a046-3e2c1b706fc9	1794276001343561	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	01a1c32f-03e5-7975-9a15-8d90af21a0e9	\N		0	slip	01a1c32f-063f-720c-a2af-3a72a6817c4f	give		435e0eff6b548f35d27c347d5db18ab0	{"person":null,"account":"01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c","ends":"2026-11-17T02:00:01.343561Z"}	\\xfeb4ced340555837861b0fc1da45a52c731f1c1751e54bc9a768a6c1f53f8201
999902001001	25	01a1c32f-065f-7410-bdb0-39d894cfa2e9	1794276001375988	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	\N	\N		0	account	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	end_sessions		478f04486b76e9ce8bef1a100597236a	{}	\\xbb31f75aab3fd2a440b996a70debba11a4b261ab17fe9c6711f1877e9847d147
999902001001	26	026d2fa9-10f3-4b4f-b5c6-bd39eeb164a6	1794276001375988	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N	\N	\N		0	account	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	claim		478f04486b76e9ce8bef1a100597236a	{}	\\xfa455c6c323ef594b6f18f0420c76de718fc6980ce1ce0d116aeaa7b43a77689
999902001001	27	48a0398e-216f-4d68-ab23-48a48976c4d3	1794276001437170	\N	\N	\N	\N		0	account	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	log_in		4c68bf63cc76665b2b7c076d3df34104	{}	\\x90a81db911e19513d02aab0f400a45187600e0db31200747111d9594a98d8d07
999902001001	28	1dc95be4-0488-4ff7-b207-17f7729b7adb	1794276001629962	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	\N	\N	\N		0	file	01a1c32f-075d-79ac-ad0b-6ad983c8bc39	keep		fcb20bc1b0a710de619ca8a62b2a2eff	{}	\\x403628f9d170e6cf7d01f01c2a4697f47cb5d2a1cf87c674e95bd813b9c5bf36
999902001001	29	c11c8413-6f58-4e27-8ef3-680db4ad752b	1794276001634657	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	\N	\N	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	opinions	1	case	01a1c32f-0762-75ed-96ea-efe8031ef3b8	report		4059cf3c1ddef475c6bee6a344886c53	{"to":"reported","channel":"web","fields":{"story":"v1.ko_PMieopiiaqQLBxfe02zvM-2-aT2gGiqUbOAh40Cufg0QSl15qxEDM_anPyYMSSovrAmTpufnadSjNDzht","where":"01a1c32f-0266-7877-bfec-ac1ac98b9ef5","photos":["01a1c32f-075d-79ac-ad0b-6ad983c8bc39"]}}	\\x7fcea88a0ec797612a011e3a3e231fe5a73347f285f65a888fc128092d4b3371
\.


--
-- Data for Name: keys; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.keys (tenant, id, wrapped, made, destroyed) FROM stdin;
999902001001	01a1c32f-0539-7537-8cf0-89538195b5cd	\\x05db52c983db300c1ad96ba818b0fad2bbd0e1c68b4f2fde915a3b9ed64bdeed620c7dcabfd6a59793c9699f46b449f3a7fb95ce2ece7863bed433dfcdd8aaaaea3056d5fcd22308	1794276001081662	\N
999902001001	01a1c32f-05bf-7a32-bfdc-31c9fcbbaa45	\\x0f5048fe5d57387ba5243e9a633ecd1d11bd807d63d8f0b01625303fc83a31d29577fbaa78d87e174e945cb630218c2d81592faf951b4312f550ed8f8b458384ad4011565671caf5	1794276001215383	\N
999902001001	01a1c32f-05bf-7a50-963d-3fc7e270ff55	\\xd324b6840a342c7fc3b671ccb6fb4fc905fc39e16ffbeb23c1ebb12703fc33955576e2ae02546c6b1245472952ddc8861a598ac3a8a89ec4065ca0f4b8af388408f49e3013952867	1794276001215383	\N
999902001001	01a1c32f-075d-7cc4-a13b-60e1949219fe	\\x8d94126282511113bd6696afd3a9ce9fb13ba56f40a50a63aa0be0eac0481dc974407f7597033e4448a1ad1cfde023b0ecff762972b9439b96ebbe4bc0488575ac2e98833bd01845	1794276001629962	\N
999902001001	01a1c32f-0762-794e-bc90-81f45e614cca	\\x9a266cae6d21d140d3e97abcc9f8cf2d2daebadffd3feb97465e798161499293f8156c3ac82d83c4e31cfee6c75256f76b8ede05b458d63aaa5f7161548ecd51ae793f6d64ab63cc	1794276001634657	\N
\.


--
-- Data for Name: lanes; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.lanes (tenant, seq, hash, digest) FROM stdin;
999902001001	29	\\x7fcea88a0ec797612a011e3a3e231fe5a73347f285f65a888fc128092d4b3371	sha256
\.


--
-- Data for Name: members; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.members (tenant, household, person, from_day, to_day, relation) FROM stdin;
999902001001	01a1c32f-05bf-7199-b1cb-aa2ee4d15059	01a1c32f-05bf-7ecd-8341-9b6816da61e5	20767	\N	02
999902001001	01a1c32f-05bf-7199-b1cb-aa2ee4d15059	01a1c32f-05bf-7381-abf2-40f6b9376aec	20767	\N	20
\.


--
-- Data for Name: migrations; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.migrations (name) FROM stdin;
2026-11-22-1-ground
2026-11-22-2-registry
2026-11-22-3-cases
2026-11-22-4-reports
2026-11-22-5-imports
2026-11-22-1-ground.files
\.


--
-- Data for Name: notices; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.notices (tenant, account, seq, at, kind, record, words_zh, words_en, read) FROM stdin;
\.


--
-- Data for Name: parties; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.parties (tenant, case_id, "position", person, unit, account, name, phone, code, joined, gone, became) FROM stdin;
999902001001	01a1c32f-0762-75ed-96ea-efe8031ef3b8	0	\N	\N	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	v1.gBY9kpvqYMggVCbQK0pv7Wq88OD6BrtvEuwURx-xs_-hEImmVsDU6T-e29FwpFqa9r7n	v1.Vahy5EStRwcnr7-wFSeRUhQonxRctd_9nn3FRyojnZcUwlcHwwtJ3WfLkP0lnmy5jQCE_oo	\\xb16206b5a2d994cce6a567f576772766	1794276001634657	\N	\N
\.


--
-- Data for Name: persons; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.persons (tenant, id, key, name, pinyin, former_name, foreign_name, sex, birth, id_kind, id_number, nationality, ethnic, native_place, marital, political, education, health, employment, occupation_class, occupation, workplace, registered_division, registered_address, home_division, home_address, note, home, path, registered, registered_path, present, separated, died, merged_into, erased, made, edition) FROM stdin;
999902001001	01a1c32f-05bf-7ecd-8341-9b6816da61e5	01a1c32f-05bf-7a32-bfdc-31c9fcbbaa45	夏知秋	xia4zhi1qiu1 夏知秋				\N																			01a1c32f-05bf-787c-8015-5a5d269a8b32	/0001/001c/001c/018w	\N	\N	1	0	\N	\N	\N	1794276001215383	1
999902001001	01a1c32f-05bf-7381-abf2-40f6b9376aec	01a1c32f-05bf-7a50-963d-3fc7e270ff55	夏雨	xia4yu3 夏雨				\N																			01a1c32f-05bf-787c-8015-5a5d269a8b32	/0001/001c/001c/018w	\N	\N	1	0	\N	\N	\N	1794276001215383	1
\.


--
-- Data for Name: phones; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.phones (tenant, person, "position", sealed) FROM stdin;
999902001001	01a1c32f-05bf-7ecd-8341-9b6816da61e5	1	v1.RI7OdwQZW_MYjjoMBDFIvLvvsalKuXm44zBjbROskRTRSjVQiem4URqE0Nno7BQ3grWv
999902001001	01a1c32f-05bf-7381-abf2-40f6b9376aec	1	v1.XiVYbmQs2nD9PGtWTKdS4WaN7FgPKRmHr0Ohz7mbt8E5sRw2egUgpln3OI3i8Wr-YpOr
\.


--
-- Data for Name: places; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.places (tenant, id, parent, path, kind, name, scheme, code, longitude, latitude, note, from_day, to_day, edition) FROM stdin;
999902001001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	\N	/0001	community	我们的街道	division	999902001001	\N	\N		20767	\N	1
999902001001	01a1c32f-02ad-70eb-9097-c00caaf93ef7	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001/000g	grid	第一网格			\N	\N		20767	\N	1
999902001001	01a1c32f-03c0-757e-b2a1-4eef184188b4	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001/000w	grid	第二网格			\N	\N		20767	\N	1
999902001001	01a1c32f-05bf-7e55-8559-401f67ce3073	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001/001c	estate	望潮新村			\N	\N		20767	\N	1
999902001001	01a1c32f-05bf-7d61-b31b-9268a88ea07a	01a1c32f-05bf-7e55-8559-401f67ce3073	/0001/001c/001c	building	3幢			\N	\N		20767	\N	1
999902001001	01a1c32f-05bf-787c-8015-5a5d269a8b32	01a1c32f-05bf-7d61-b31b-9268a88ea07a	/0001/001c/001c/018w	house	101			\N	\N		20767	\N	1
\.


--
-- Data for Name: posts; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.posts (tenant, id, role, place, path, unit, account, person, name, stands_in_for, from_day, to_day, reason, edition) FROM stdin;
999902001001	01a1c32f-03e5-7975-9a15-8d90af21a0e9	administrator	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001	\N	01a1c32f-039b-7de2-ad53-604f0c9c0505	\N		\N	20767	\N		1
999902001001	01a1c32f-0639-74b2-a81b-30d841afd53a	window	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	/0001	\N	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	\N		\N	20767	\N		1
\.


--
-- Data for Name: programmes; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.programmes (tenant, name, version, source, published, account) FROM stdin;
999902001001	defects	1	# What leaks is mended, what is dirty is swept, what is blocked is cleared, what is broken is patched:\n# for each kind and area a unit answers, and a report goes to it by the table, without a hand between.\nprogramme: defects\ntitle: { zh: "漏有人修、脏有人扫、堵有人疏、烂有人补", en: "Leaks, dirt, blockages and breakages" }\nrows: [S004-58]\n\ncases:\n  defect:\n    title: { zh: "公共部位问题", en: "Defect" }\n    help: { zh: "楼道、管道、路面等公共部位漏了、脏了、堵了、坏了，直接派给负责的单位。", en: "Leaks, dirt, blockages and breakages in shared places go straight to the unit that answers for them." }\n    channels: [web, phone, window, grid, hotline]\n    anonymous: true\n    fields:\n      photos:      { kind: photo, most: 6 }\n      what:\n        kind: choice\n        required: true\n        find: true\n        of:\n          leak:     { zh: "漏", en: "Leak" }\n          dirt:     { zh: "脏", en: "Dirt" }\n          blockage: { zh: "堵", en: "Blockage" }\n          breakage: { zh: "烂", en: "Breakage" }\n      where:       { kind: place, required: true }\n      story:       { kind: text, longest: 500 }\n      photo_after: { kind: photo, most: 6 }\n      result:      { kind: text, longest: 500 }\n      reason:      { kind: text, longest: 500 }\n      satisfaction: { kind: choice, of: [satisfied, mostly, unsatisfied] }\n    same: [what, where]\n    warns: { times: 3, within: 90 days, tell: secretary }\n    rates: satisfaction\n    routes: what\n    start: reported\n    ends: [closed, refused]\n    steps:\n      dispatch:  { from: reported, to: handling, by: grid_worker, or: window, within: 4 workhours, assigns: unit }\n      refuse:    { from: reported, to: refused, by: grid_worker, or: window, needs: [reason], danger: true }\n      send_back: { from: handling, to: reported, by: handler, until: 1 workday, needs: [reason], gives_back: true }\n      fix:\n        from: handling\n        to: fixed\n        by: handler\n        within: { by: what, of: { dirt: 1 workday, blockage: 1 workday, leak: 2 workdays }, otherwise: 5 workdays }\n        needs: [photo_after]\n        asks: [result]\n      confirm:   { from: fixed, to: closed, by: reporter, or: grid_worker, asks: [satisfaction] }\n      lapse:     { from: fixed, to: closed, by: clock, after: 5 workdays }\n      reopen:    { from: [fixed, closed], to: handling, by: reporter, or: grid_worker, until: 30 days, needs: [reason] }\n    extend: { most: 5 workdays, times: 1, approved_by: secretary }\n    pause:  { most: 10 workdays, times: 1 }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: [grid_worker, secretary] }\n      - { tell: street_officer }\n    notices:\n      handling: { to: reporter, zh: "您反映的问题（{number}）已交责任单位处理，{due}前完成。", en: "{number} is with the unit responsible, due by {due}." }\n      fixed:    { to: reporter, zh: "您反映的问题（{number}）已处理，请确认。", en: "{number} is done; please confirm." }\n    public: [what, photo_after]\n\nfigures:\n  received: { count: defect, unit: "处", title: { zh: "受理", en: "Received" } }\n  people:   { distinct: defect, title: { zh: "反映人", en: "People who reported" } }\n  by_kind:  { count: defect, by: what, unit: "处", title: { zh: "按类别", en: "By kind" } }\n  fixed:    { count: defect.fix, unit: "处", title: { zh: "处理完成", en: "Fixed" } }\n  in_time:  { share_of: defect.fix, within: its_limit, title: { zh: "按期处理率", en: "Fixed in time" } }\n  satisfied: { share_of: defect.rated, in: [satisfied, mostly], title: { zh: "满意率", en: "Satisfied" } }\n  sent_back: { share_of: defect.reopen, among: defect.fix, title: { zh: "返工率", en: "Sent back" } }\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
999902001001	population	1	# 实有人口、实有房屋、实有单位: what stands in the registry on the last day of a period, as numbers\n# that open to the records. Who lives here counts, wherever the 户口 is kept.\nprogramme: population\ntitle: { zh: "实有人口、房屋和单位", en: "People, homes and units" }\n\nfigures:\n  residents:    { count: persons, title: { zh: "实有人口", en: "Residents" } }\n  by_sex:       { count: persons, by: sex, title: { zh: "实有人口（按性别）", en: "Residents by sex" } }\n  minors:       { count: persons, ages: { most: 17 }, title: { zh: "未满18周岁的人口", en: "Residents under 18" } }\n  elders:       { count: persons, ages: { least: 60 }, title: { zh: "60周岁以上老年人", en: "Residents of 60 and over" } }\n  elders_share: { share_of: persons, ages: { least: 60 }, title: { zh: "60周岁以上老年人占比", en: "Share of residents of 60 and over" } }\n  oldest:       { count: persons, ages: { least: 80 }, title: { zh: "80周岁以上老年人", en: "Residents of 80 and over" } }\n  separated:    { count: persons, separated: true, title: { zh: "人户分离人员", en: "Residents registered elsewhere" } }\n  households:   { count: households, title: { zh: "户数", en: "Households" } }\n  houses:       { count: houses, title: { zh: "实有房屋", en: "Homes" } }\n  units:        { count: units, by: kind, title: { zh: "实有单位（按类别）", en: "Units by kind" } }\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
999902001001	contacts	1	# Whoever calls, writes, comes by or asks is received and written down. A question is answered on the\n# spot and closed; a problem is taken up and is solved or not. People are counted each time they\n# come, and all of a party; whoever came alone leaves the number blank.\nprogramme: contacts\ntitle: { zh: "来电来信来访咨询接待", en: "Calls, letters, visits and questions" }\nrows: [S004-77]\n\ncases:\n  contact:\n    title: { zh: "接待事项", en: "Contact" }\n    channels: [phone, letter, visit, consult]\n    anonymous: true\n    fields:\n      story:  { kind: text, longest: 1000, required: true }\n      where:  { kind: place, required: true }\n      matter:\n        kind: choice\n        required: true\n        find: true\n        title: { zh: "来意", en: "Purpose" }\n        of:\n          question: { zh: "咨询", en: "Question" }\n          problem:  { zh: "反映问题", en: "Problem" }\n      party:  { kind: number, least: 1, most: 200, title: { zh: "同来人数", en: "People in the party" } }\n      answer: { kind: text, longest: 1000, title: { zh: "答复", en: "Answer" } }\n      result: { kind: text, longest: 1000 }\n      solved: { kind: yes_no, find: true }\n      reason: { kind: text, longest: 500 }\n    start: received\n    ends: [answered, solved, unsolved]\n    states:\n      received: { zh: "已接待", en: "Received" }\n      answered: { zh: "已解答", en: "Answered" }\n      solved:   { zh: "已解决", en: "Solved" }\n      unsolved: { zh: "未能解决", en: "Not solved" }\n    steps:\n      explain:\n        { from: received, to: answered, by: window, or: secretary, within: 1 workday, needs: [answer], title: { zh: "当场解答", en: "Answer" } }\n      take_up:\n        { from: received, to: handling, by: window, or: secretary, assigns: me, title: { zh: "受理问题", en: "Take up" } }\n      solve:\n        { from: handling, to: solved, by: handler, within: 10 workdays, needs: [result], title: { zh: "解决", en: "Solve" } }\n      give_up:\n        { from: handling, to: unsolved, by: handler, needs: [reason], title: { zh: "未能解决", en: "Not solved" } }\n      reopen:  { from: [answered, solved, unsolved], to: received, by: reporter, or: window, until: 30 days, needs: [reason] }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: secretary }\n\nfigures:\n  received:   { sum: contact, field: party, blank: 1, unit: "人次", title: { zh: "接待", en: "Received" } }\n  by_channel: { sum: contact, field: party, blank: 1, by: channel, unit: "人次", title: { zh: "按方式", en: "By way" } }\n  questions:  { sum: contact, field: party, blank: 1, where: { matter: question }, unit: "人次", title: { zh: "咨询", en: "Questions" } }\n  solved:     { count: contact.closed, in: [solved], unit: "个", title: { zh: "解决疑难问题", en: "Problems solved" } }\n  unsolved:   { count: contact.closed, in: [unsolved], unit: "个", title: { zh: "未能解决的问题", en: "Problems not solved" } }\n  in_time:    { share_of: contact.solve, within: its_limit, title: { zh: "按期解决率", en: "Solved in time" } }\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
999902001001	opinions	1	# What residents and units have to say, from whichever office hears it first to the answer and what\n# they think of it. Three clocks: collected in time, handled in time, fed back in time.\nprogramme: opinions\ntitle: { zh: "社情民意在线", en: "Residents' voice" }\nalso: ["社区民意在线"]\nrows: [S000-09]\n\ncases:\n  matter:\n    help: { zh: "意见、建议、批评和需要社区办的事，由各个办公室受理，逐件答复。", en: "Opinions, suggestions, criticism and what the community should see to; each is answered." }\n    channels: [web, office, window, visit, phone, letter, grid]\n    anonymous: true\n    fields:\n      story:    { kind: text, longest: 1000, required_unless: photos }\n      where:    { kind: place, required: true }\n      photos:   { kind: photo, most: 6 }\n      kind:\n        kind: choice\n        find: true\n        of:\n          party_transfer: { zh: "党员组织关系转接", en: "Transfer of Party membership" }\n          neighbours:     { zh: "邻里纠纷", en: "Dispute between neighbours" }\n          leak:           { zh: "居民楼渗水堵塞", en: "Leak or blockage in a building" }\n          environment:    { zh: "环境卫生", en: "Environment" }\n          safety:         { zh: "安全隐患", en: "Safety" }\n          suggestion:     { zh: "建议", en: "Suggestion" }\n          criticism:      { zh: "批评", en: "Criticism" }\n          other:          { zh: "其他", en: "Other" }\n      urgency:  { kind: choice, of: [ordinary, urgent, danger], find: true }\n      reason:   { kind: text, longest: 500 }\n      result:   { kind: text, longest: 1000 }\n      reply:    { kind: text, longest: 1000 }\n      solved:   { kind: yes_no, find: true }\n      satisfaction: { kind: choice, of: [satisfied, mostly, unsatisfied] }\n    asks: [kind, urgency]\n    same: [kind, where]\n    warns: { times: 3, within: 30 days, tell: secretary }\n    rates: satisfaction\n    alerts:\n      - { field: urgency, is: [danger], tell: street_officer }\n    start: reported\n    ends: [closed, refused]\n    steps:\n      register:  { from: reported, to: registered, by: window, within: 4 workhours, needs: [kind], asks: [urgency] }\n      refuse:    { from: [reported, registered], to: refused, by: window, needs: [reason], danger: true }\n      dispatch:  { from: registered, to: handling, by: window, within: 1 workday, assigns: unit }\n      raise:     { from: registered, to: raised, by: window, or: secretary, needs: [reason] }\n      hand_down: { from: raised, to: handling, by: street_officer, within: 1 workday, assigns: unit, title: { zh: "街道交办", en: "Hand down" } }\n      send_back: { from: handling, to: registered, by: handler, until: 1 workday, needs: [reason], gives_back: true }\n      handle:\n        from: handling\n        to: handled\n        by: handler\n        within: { by: urgency, of: { danger: 2 hours, urgent: 1 workday }, otherwise: 5 workdays }\n        needs: [result]\n      feed_back: { from: handled, to: fed_back, by: window, within: 1 workday, needs: [reply] }\n      call_back: { from: fed_back, to: closed, by: window, within: 3 workdays, needs: [solved], asks: [satisfaction] }\n      rate:      { from: fed_back, to: closed, by: reporter, needs: [satisfaction] }\n      lapse:     { from: fed_back, to: closed, by: clock, after: 10 workdays }\n      reopen:    { from: [fed_back, closed], to: handling, by: reporter, or: window, until: 30 days, needs: [reason] }\n    extend: { most: 5 workdays, times: 1, approved_by: secretary }\n    pause:  { most: 10 workdays, times: 2 }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: secretary }\n      - { tell: street_officer }\n    notices:\n      registered: { to: reporter, zh: "您反映的事项（{number}）已登记。", en: "Your matter {number} is registered." }\n      refused:    { to: reporter, zh: "您反映的事项（{number}）未予受理：{reason}", en: "Your matter {number} is not accepted: {reason}" }\n      fed_back:   { to: reporter, zh: "您反映的事项（{number}）已答复：{reply}", en: "Your matter {number} is answered: {reply}" }\n    public: [kind, reply]\n\nfigures:\n  received:   { count: matter, title: { zh: "受理", en: "Received" } }\n  people:     { distinct: matter, title: { zh: "反映人", en: "People who spoke" } }\n  by_kind:    { count: matter, by: kind, title: { zh: "按类别", en: "By kind" } }\n  by_channel: { count: matter, by: channel, title: { zh: "按来源", en: "By channel" } }\n  handled:    { count: matter.handle, title: { zh: "办理完成", en: "Handled" } }\n  handled_by_kind: { count: matter.handle, by: kind, title: { zh: "办理完成，按类别", en: "Handled, by kind" } }\n  settled_early:   { count: matter.handle, where: { kind: neighbours }, within: its_limit, title: { zh: "矛盾及早化解", en: "Disputes settled early" } }\n  closed:     { count: matter.closed, in: [closed], title: { zh: "办结", en: "Closed" } }\n  collected_in_time: { share_of: matter.register, within: its_limit, title: { zh: "及时登记率", en: "Registered in time" } }\n  handled_in_time:   { share_of: matter.handle, within: its_limit, title: { zh: "及时办理率", en: "Handled in time" } }\n  fed_back_in_time:  { share_of: matter.feed_back, within: its_limit, title: { zh: "及时反馈率", en: "Fed back in time" } }\n  satisfied:  { share_of: matter.rated, in: [satisfied, mostly], title: { zh: "满意率", en: "Satisfied" } }\n  sent_back:  { share_of: matter.reopen, among: matter.feed_back, title: { zh: "重新办理率", en: "Reopened" } }\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
999902001001	summaries	1	# The quarter's summary of what residents said and what became of it, drafted from the figures of\n# every programme that hears them. Its prose is a beginning: people edit it before it is issued.\nprogramme: summaries\ntitle: { zh: "社情民意工作小结", en: "Summaries" }\n\nreports:\n  quarter:\n    title: { zh: "{place}{period}社情民意工作小结", en: "Residents' voice: summary of the quarter" }\n    every: quarter\n    body:\n      - "{period}，{place}坚持及时收集、及时处理、及时反馈，各办公室、窗口和网格共受理居民事务{opinions.received}，办理完成{opinions.handled}（含以前受理的）。现将有关情况小结如下。"\n      - heading: "民意收集"\n      - "共受理{opinions.received}，涉及反映人{opinions.people}。按类别分：{opinions.by_kind}。按来源分：{opinions.by_channel}。及时登记率{opinions.collected_in_time}。"\n      - heading: "办理反馈"\n      - "及时办理率{opinions.handled_in_time}，及时反馈率{opinions.fed_back_in_time}，已办结{opinions.closed}（含以前受理的）。居民评价满意率{opinions.satisfied}，反馈后重新办理的占{opinions.sent_back}。"\n      - heading: "接待和维修"\n      - section: "来电来信来访咨询接待"\n      - "接待来电来信来访咨询{contacts.received}，其中咨询{contacts.questions}；解决疑难问题{contacts.solved}。"\n      - section: "公共部位问题处理"\n      - "受理漏、脏、堵、烂四类问题{defects.received}：{defects.by_kind}。按期处理率{defects.in_time}。"\n      - heading: "矛盾纠纷和信访"\n      - "排查出各类矛盾纠纷{disputes.found}，调处率{disputes.mediation_rate}；本季度调处的（含以前排查的），成功率{disputes.success_rate}。集体上访{petitions.collective}，群体性事件{petitions.incidents}，进京、赴省、去市上访{petitions.upward}。"\n      - heading: "下一步打算"\n      - "对到期未办结和居民评价不满意的事项逐件跟进，对同一地点反复出现的问题查明原因、源头解决。"\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
999902001001	through_train	1	# A direct line to the staff. What comes in by it goes the way of every opinion, and keeps the name\n# of the channel it came by.\nprogramme: through_train\ntitle: { zh: "便民直通车", en: "Through train" }\nrows: [S000-18]\n\ncases:\n  line:\n    help: { zh: "想直接告诉书记的话，书记同时收到。", en: "What the secretary should hear directly." }\n    channels: [web, phone, office]\n    into: opinions.matter\n    tell: [secretary]\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
999902001001	disputes	1	# Disputes among residents: found on rounds or brought by a party, mediated, and ended with an\n# agreement or without one. A failed mediation says where the parties can turn next.\nprogramme: disputes\ntitle: { zh: "矛盾纠纷排查调处", en: "Disputes" }\nalso: ["民间纠纷调处", "矛盾纠纷调处"]\nrows: [S001-39, S004-37]\n\ncases:\n  dispute:\n    title: { zh: "矛盾纠纷", en: "Dispute" }\n    channels: [grid, visit, phone, window, superior]\n    fields:\n      kind:\n        kind: choice\n        required: true\n        find: true\n        of:\n          neighbours: { zh: "邻里纠纷", en: "Between neighbours" }\n          family:     { zh: "婚姻家庭纠纷", en: "In the family" }\n          property:   { zh: "物业纠纷", en: "With the property company" }\n          labour:     { zh: "劳资纠纷", en: "Over work and pay" }\n          debt:       { zh: "债务纠纷", en: "Over debts" }\n          damage:     { zh: "损害赔偿纠纷", en: "Over damages" }\n          other:      { zh: "其他", en: "Other" }\n      story:     { kind: text, longest: 2000, required: true, title: { zh: "纠纷简况", en: "What it is about" } }\n      where:     { kind: place, required: true }\n      parties:   { kind: text, longest: 300, personal: true, title: { zh: "当事人", en: "Parties" } }\n      risk:\n        kind: choice\n        find: true\n        title: { zh: "激化风险", en: "Risk" }\n        of: { low: { zh: "低", en: "Low" }, high: { zh: "有激化苗头", en: "Could escalate" } }\n      process:   { kind: text, longest: 3000, title: { zh: "调解经过", en: "How it was mediated" } }\n      agreement: { kind: text, longest: 2000, title: { zh: "协议内容", en: "Agreement" } }\n      signed:    { kind: photo, most: 6, title: { zh: "协议照片", en: "Photo of the agreement" } }\n      advice:    { kind: text, longest: 1000, title: { zh: "后续途径告知", en: "Where to turn next" } }\n      reason:    { kind: text, longest: 500 }\n    asks: [risk]\n    alerts:\n      - { field: risk, is: [high], tell: street_officer }\n    start: found\n    ends: [succeeded, failed, refused]\n    states:\n      found:     { zh: "已排查，待受理", en: "Found" }\n      mediating: { zh: "调解中", en: "Being mediated" }\n      mediated:  { zh: "已调处", en: "Mediated" }\n      succeeded: { zh: "调解成功", en: "Settled" }\n      failed:    { zh: "调解不成", en: "Not settled" }\n    steps:\n      accept:  { from: found, to: mediating, by: mediator, within: 3 workdays, assigns: me }\n      refuse:  { from: found, to: refused, by: mediator, needs: [reason], danger: true }\n      mediate: { from: mediating, to: mediated, by: handler, within: 30 days, needs: [process], title: { zh: "调处", en: "Mediate" } }\n      succeed: { from: mediated, to: succeeded, by: mediator, within: 3 workdays, needs: [agreement], asks: [signed], title: { zh: "达成协议", en: "Settled" } }\n      fail:    { from: mediated, to: failed, by: mediator, needs: [advice], title: { zh: "调解不成", en: "Not settled" } }\n      reopen:  { from: [succeeded, failed], to: found, by: reporter, or: mediator, until: 60 days, needs: [reason] }\n    extend: { most: 30 days, times: 1, approved_by: secretary }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: secretary }\n    notices:\n      mediating: { to: reporter, zh: "您反映的纠纷（{number}）已开始调解。", en: "Mediation of {number} has begun." }\n\nfigures:\n  found:    { count: dispute, unit: "起", title: { zh: "排查", en: "Found" } }\n  by_kind:  { count: dispute, by: kind, unit: "起", title: { zh: "按类别", en: "By kind" } }\n  mediated: { count: dispute.mediate, unit: "起", title: { zh: "调处", en: "Mediated" } }\n  mediation_rate: { share_of: dispute.mediate, among: dispute, title: { zh: "调处率", en: "Mediated, of those found" } }\n  success_rate:   { share_of: dispute.succeed, among: dispute.mediate, title: { zh: "成功率", en: "Settled, of those mediated" } }\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
999902001001	petitions	1	# Petitions and mass incidents: where they went, with how many people, and what became of them. Every\n# month somebody confirms that the register was kept, so that none means none.\nprogramme: petitions\ntitle: { zh: "信访与群体性事件", en: "Petitions and mass incidents" }\nalso: ["零集访", "零群体性事件"]\nrows: [S004-36]\n\ncases:\n  petition:\n    title: { zh: "信访事项", en: "Petition" }\n    channels: [visit, letter, phone, superior]\n    fields:\n      level:\n        kind: choice\n        required: true\n        find: true\n        title: { zh: "信访层级", en: "Level" }\n        of:\n          community: { zh: "到社区、街道", en: "Community or street" }\n          district:  { zh: "到区", en: "District" }\n          city:      { zh: "去市", en: "City" }\n          province:  { zh: "赴省", en: "Province" }\n          capital:   { zh: "进京", en: "Capital" }\n      form:\n        kind: choice\n        required: true\n        find: true\n        title: { zh: "形式", en: "Form" }\n        of:\n          single:     { zh: "个人访", en: "By one" }\n          collective: { zh: "集体访", en: "By five or more" }\n          incident:   { zh: "群体性事件", en: "Mass incident" }\n      people:  { kind: number, least: 1, most: 100000, required: true, title: { zh: "人数", en: "People" } }\n      story:   { kind: text, longest: 2000, required: true, title: { zh: "诉求", en: "Demand" } }\n      where:   { kind: place, required: true }\n      result:  { kind: text, longest: 2000 }\n      reply:   { kind: text, longest: 2000 }\n      reason:  { kind: text, longest: 500 }\n    alerts:\n      - { field: level, is: [city, province, capital], tell: street_officer }\n      - { field: form, is: [collective, incident], tell: street_officer }\n    zero_reports: { every: month, by: secretary }\n    seen_by: [window, secretary, street_officer]\n    start: reported\n    ends: [closed, refused]\n    steps:\n      # The days are a beginning, not a quotation: set them by the rules that bind your office.\n      accept:  { from: reported, to: handling, by: window, within: 15 days, assigns: unit }\n      refuse:  { from: reported, to: refused, by: window, needs: [reason], danger: true }\n      handle:  { from: handling, to: handled, by: handler, within: 60 days, needs: [result] }\n      feed_back: { from: handled, to: closed, by: window, within: 3 workdays, needs: [reply] }\n      reopen:  { from: closed, to: handling, by: reporter, or: window, until: 30 days, needs: [reason] }\n    extend: { most: 30 days, times: 1, approved_by: street_officer }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: [secretary, street_officer] }\n\nfigures:\n  received:   { count: petition, unit: "起", title: { zh: "信访", en: "Petitions" } }\n  by_level:   { count: petition, by: level, unit: "起", watched: true, title: { zh: "按层级", en: "By level" } }\n  by_form:    { count: petition, by: form, unit: "起", watched: true, title: { zh: "按形式", en: "By form" } }\n  upward:     { count: petition, where: { level: [city, province, capital] }, unit: "起", watched: true, title: { zh: "进京、赴省、去市上访", en: "To the city, province or capital" } }\n  collective: { count: petition, where: { form: collective }, unit: "起", watched: true, title: { zh: "集体上访", en: "Collective" } }\n  incidents:  { count: petition, where: { form: incident }, unit: "起", watched: true, title: { zh: "群体性事件", en: "Mass incidents" } }\n  in_time:    { share_of: petition.handle, within: its_limit, title: { zh: "按期办结率", en: "Handled in time" } }\n	1794276000745292	01a1c32f-039b-7de2-ad53-604f0c9c0505
\.


--
-- Data for Name: proposals; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.proposals (tenant, id, person, path, fields, sealed, state, reason, account, made, decided) FROM stdin;
\.


--
-- Data for Name: report_figures; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.report_figures (tenant, report, figure, version, count, among, said, asked) FROM stdin;
\.


--
-- Data for Name: report_records; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.report_records (tenant, report, figure, record) FROM stdin;
\.


--
-- Data for Name: reports; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.reports (tenant, id, programme, name, version, place, path, from_day, to_day, title, signed_by, body, made, issued, issued_by, edition) FROM stdin;
\.


--
-- Data for Name: residences; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.residences (tenant, person, kind, from_day, to_day, place, path, basis, reason) FROM stdin;
999902001001	01a1c32f-05bf-7ecd-8341-9b6816da61e5	lives	20767	\N	01a1c32f-05bf-787c-8015-5a5d269a8b32	/0001/001c/001c/018w		
999902001001	01a1c32f-05bf-7381-abf2-40f6b9376aec	lives	20767	\N	01a1c32f-05bf-787c-8015-5a5d269a8b32	/0001/001c/001c/018w		
\.


--
-- Data for Name: routes; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.routes (tenant, part, word, place, path, unit) FROM stdin;
\.


--
-- Data for Name: scope; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.scope (tenant, within, list, sort, record) FROM stdin;
999902001001	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	mine	-1794276001634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
999902001001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	cases	-1794276001634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
999902001001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	case:opinions.matter	-1794276001634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
999902001001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	due:opinions.matter	1794297601634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
999902001001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	cases.due	1794297601634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
999902001001	01a1c32f-0266-7877-bfec-ac1ac98b9ef5	todo:window	1794297601634657	01a1c32f-0762-75ed-96ea-efe8031ef3b8
\.


--
-- Data for Name: sessions; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.sessions (tenant, token, id, account, agent, begun, ends) FROM stdin;
999902001001	\\xc8b2d680b5383f4da749763800a2c9c0d9c5a377795e749de9479a5087e929a9	01a1c32f-01f8-74d4-9cfd-14dba551f02b	01a1c32f-039b-7de2-ad53-604f0c9c0505	node	1794276000248903	1794319200248903
999902001001	\\x30eefad4954ea114e6750480867af8556ffffdfba1ca119018e8f64cda5980a4	01a1c32f-069d-7e07-a996-e7d8de0008a2	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	node	1794276001437170	1794319201437170
\.


--
-- Data for Name: slips; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.slips (tenant, id, trace, person, account, maker, made, ends, used) FROM stdin;
999902001001	01a1c32f-063f-720c-a2af-3a72a6817c4f	\\xe2635d7d3b0916f8da9ea0d05da25353	\N	01a1c32f-0631-79f4-bbcb-ff7fc9f0de1c	01a1c32f-039b-7de2-ad53-604f0c9c0505	1794276001343561	1794880801343561	1794276001375988
\.


--
-- Data for Name: tenants; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.tenants (tenant, name, zone, made) FROM stdin;
999902001001	我们的街道	480	1794276000325387
\.


--
-- Data for Name: traces; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.traces (tenant, field, trace, record) FROM stdin;
999902001001	phone	\\x7365ac1dda07f54bd37d4b36c668e50c	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	phone_tail	\\x40405adf0018fd5315673c8807b90f9d	01a1c32f-05bf-7ecd-8341-9b6816da61e5
999902001001	phone	\\x2407ca489eeb48914393078b830ec06c	01a1c32f-05bf-7381-abf2-40f6b9376aec
999902001001	phone_tail	\\xbec4939d7f4c5b0514746a9559b29c4c	01a1c32f-05bf-7381-abf2-40f6b9376aec
999902001001	case_phone	\\x047cbd1fe4d603dcc4f7c2ce80517935	01a1c32f-0762-75ed-96ea-efe8031ef3b8
999902001001	case_phone_tail	\\x638e29e47a60217273d13926d461b37e	01a1c32f-0762-75ed-96ea-efe8031ef3b8
\.


--
-- Data for Name: units; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.units (tenant, id, key, kind, name, pinyin, code, parent, tree, place, path, address, legal_person, contact, phone, staff, note, from_day, to_day, edition) FROM stdin;
\.


--
-- Data for Name: watches; Type: TABLE DATA; Schema: linli; Owner: -
--

COPY linli.watches (tenant, part, place, path, from_day, to_day, counted, account, made) FROM stdin;
\.


--
-- Name: accounts accounts_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (tenant, id);


--
-- Name: accounts accounts_tenant_login_key; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.accounts
    ADD CONSTRAINT accounts_tenant_login_key UNIQUE (tenant, login);


--
-- Name: alarms alarms_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.alarms
    ADD CONSTRAINT alarms_pkey PRIMARY KEY (tenant, at, record, kind);


--
-- Name: calendars calendars_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.calendars
    ADD CONSTRAINT calendars_pkey PRIMARY KEY (tenant, version);


--
-- Name: cases cases_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (tenant, id);


--
-- Name: cases cases_tenant_year_ordinal_key; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.cases
    ADD CONSTRAINT cases_tenant_year_ordinal_key UNIQUE (tenant, year, ordinal);


--
-- Name: facts facts_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.facts
    ADD CONSTRAINT facts_pkey PRIMARY KEY (tenant, part, field, word, number, record);


--
-- Name: file_chunks file_chunks_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.file_chunks
    ADD CONSTRAINT file_chunks_pkey PRIMARY KEY (tenant, file, chunk);


--
-- Name: files files_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (tenant, id);


--
-- Name: followers followers_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.followers
    ADD CONSTRAINT followers_pkey PRIMARY KEY (tenant, name);


--
-- Name: former_paths former_paths_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.former_paths
    ADD CONSTRAINT former_paths_pkey PRIMARY KEY (tenant, path);


--
-- Name: grams grams_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.grams
    ADD CONSTRAINT grams_pkey PRIMARY KEY (tenant, kind, gram, path, record);


--
-- Name: grants grants_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.grants
    ADD CONSTRAINT grants_pkey PRIMARY KEY (tenant, account, post);


--
-- Name: hands hands_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.hands
    ADD CONSTRAINT hands_pkey PRIMARY KEY (tenant, case_id, "position");


--
-- Name: households households_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.households
    ADD CONSTRAINT households_pkey PRIMARY KEY (tenant, id);


--
-- Name: houses houses_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.houses
    ADD CONSTRAINT houses_pkey PRIMARY KEY (tenant, place);


--
-- Name: import_lines import_lines_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.import_lines
    ADD CONSTRAINT import_lines_pkey PRIMARY KEY (tenant, import, line);


--
-- Name: import_made import_made_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.import_made
    ADD CONSTRAINT import_made_pkey PRIMARY KEY (tenant, import, "position");


--
-- Name: imports imports_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (tenant, id);


--
-- Name: journal journal_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (tenant, seq);


--
-- Name: journal journal_tenant_act_key; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.journal
    ADD CONSTRAINT journal_tenant_act_key UNIQUE (tenant, act);


--
-- Name: keys keys_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.keys
    ADD CONSTRAINT keys_pkey PRIMARY KEY (tenant, id);


--
-- Name: lanes lanes_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.lanes
    ADD CONSTRAINT lanes_pkey PRIMARY KEY (tenant);


--
-- Name: members members_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (tenant, household, person, from_day);


--
-- Name: migrations migrations_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);


--
-- Name: notices notices_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (tenant, account, seq);


--
-- Name: parties parties_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.parties
    ADD CONSTRAINT parties_pkey PRIMARY KEY (tenant, case_id, "position");


--
-- Name: parties parties_tenant_code_key; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.parties
    ADD CONSTRAINT parties_tenant_code_key UNIQUE (tenant, code);


--
-- Name: persons persons_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.persons
    ADD CONSTRAINT persons_pkey PRIMARY KEY (tenant, id);


--
-- Name: phones phones_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.phones
    ADD CONSTRAINT phones_pkey PRIMARY KEY (tenant, person, "position");


--
-- Name: places places_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.places
    ADD CONSTRAINT places_pkey PRIMARY KEY (tenant, id);


--
-- Name: places places_tenant_path_key; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.places
    ADD CONSTRAINT places_tenant_path_key UNIQUE (tenant, path);


--
-- Name: posts posts_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (tenant, id);


--
-- Name: programmes programmes_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (tenant, name, version);


--
-- Name: proposals proposals_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.proposals
    ADD CONSTRAINT proposals_pkey PRIMARY KEY (tenant, id);


--
-- Name: report_figures report_figures_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.report_figures
    ADD CONSTRAINT report_figures_pkey PRIMARY KEY (tenant, report, figure);


--
-- Name: report_records report_records_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.report_records
    ADD CONSTRAINT report_records_pkey PRIMARY KEY (tenant, report, figure, record);


--
-- Name: reports reports_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (tenant, id);


--
-- Name: residences residences_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.residences
    ADD CONSTRAINT residences_pkey PRIMARY KEY (tenant, person, kind, from_day);


--
-- Name: routes routes_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.routes
    ADD CONSTRAINT routes_pkey PRIMARY KEY (tenant, part, word, place);


--
-- Name: scope scope_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.scope
    ADD CONSTRAINT scope_pkey PRIMARY KEY (tenant, within, list, sort, record);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant, token);


--
-- Name: slips slips_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.slips
    ADD CONSTRAINT slips_pkey PRIMARY KEY (tenant, id);


--
-- Name: slips slips_tenant_trace_key; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.slips
    ADD CONSTRAINT slips_tenant_trace_key UNIQUE (tenant, trace);


--
-- Name: tenants tenants_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (tenant);


--
-- Name: traces traces_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.traces
    ADD CONSTRAINT traces_pkey PRIMARY KEY (tenant, field, trace, record);


--
-- Name: units units_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.units
    ADD CONSTRAINT units_pkey PRIMARY KEY (tenant, id);


--
-- Name: units units_tenant_tree_key; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.units
    ADD CONSTRAINT units_tenant_tree_key UNIQUE (tenant, tree);


--
-- Name: watches watches_pkey; Type: CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.watches
    ADD CONSTRAINT watches_pkey PRIMARY KEY (tenant, part, place, from_day);


--
-- Name: accounts_by_person; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX accounts_by_person ON linli.accounts USING btree (tenant, person);


--
-- Name: alarms_by_record; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX alarms_by_record ON linli.alarms USING btree (tenant, record);


--
-- Name: cases_by_calendar; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX cases_by_calendar ON linli.cases USING btree (tenant, calendar, id) WHERE (due IS NOT NULL);


--
-- Name: cases_by_part; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX cases_by_part ON linli.cases USING btree (tenant, part, opened, id);


--
-- Name: cases_open; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX cases_open ON linli.cases USING btree (tenant, path, id) WHERE (closed IS NULL);


--
-- Name: facts_by_record; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX facts_by_record ON linli.facts USING btree (tenant, record);


--
-- Name: files_by_record; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX files_by_record ON linli.files USING btree (tenant, record);


--
-- Name: grants_by_place; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX grants_by_place ON linli.grants USING btree (tenant, place, role);


--
-- Name: grants_by_unit; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX grants_by_unit ON linli.grants USING btree (tenant, unit, role);


--
-- Name: hands_by_unit; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX hands_by_unit ON linli.hands USING btree (tenant, unit, case_id) WHERE (unit IS NOT NULL);


--
-- Name: households_by_number; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX households_by_number ON linli.households USING btree (tenant, number, path) WHERE (number <> ''::text);


--
-- Name: households_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX households_by_path ON linli.households USING btree (tenant, path, id);


--
-- Name: households_by_place; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX households_by_place ON linli.households USING btree (tenant, place);


--
-- Name: houses_by_owner; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX houses_by_owner ON linli.houses USING btree (tenant, owner_person) WHERE (owner_person IS NOT NULL);


--
-- Name: houses_by_unit; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX houses_by_unit ON linli.houses USING btree (tenant, owner_unit) WHERE (owner_unit IS NOT NULL);


--
-- Name: import_lines_by_verdict; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX import_lines_by_verdict ON linli.import_lines USING btree (tenant, import, verdict, line);


--
-- Name: imports_by_made; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX imports_by_made ON linli.imports USING btree (tenant, made, id);


--
-- Name: imports_by_state; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX imports_by_state ON linli.imports USING btree (tenant, state, id);


--
-- Name: journal_by_record; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX journal_by_record ON linli.journal USING btree (tenant, record, seq);


--
-- Name: members_by_person; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX members_by_person ON linli.members USING btree (tenant, person, from_day, to_day, relation);


--
-- Name: parties_by_account; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX parties_by_account ON linli.parties USING btree (tenant, account) WHERE (account IS NOT NULL);


--
-- Name: parties_by_person; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX parties_by_person ON linli.parties USING btree (tenant, person) WHERE (person IS NOT NULL);


--
-- Name: persons_by_merge; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX persons_by_merge ON linli.persons USING btree (tenant, merged_into) WHERE (merged_into IS NOT NULL);


--
-- Name: persons_by_name; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX persons_by_name ON linli.persons USING btree (tenant, name, birth);


--
-- Name: persons_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX persons_by_path ON linli.persons USING btree (tenant, present, path, id);


--
-- Name: persons_by_registered; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX persons_by_registered ON linli.persons USING btree (tenant, registered_path, id) WHERE ((registered_path IS NOT NULL) AND (present = 1));


--
-- Name: persons_separated; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX persons_separated ON linli.persons USING btree (tenant, path, id) WHERE ((separated = 1) AND (present = 1));


--
-- Name: places_by_code; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX places_by_code ON linli.places USING btree (tenant, scheme, code);


--
-- Name: places_by_kind; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX places_by_kind ON linli.places USING btree (tenant, kind, path);


--
-- Name: places_by_parent; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX places_by_parent ON linli.places USING btree (tenant, parent, path);


--
-- Name: posts_by_account; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_account ON linli.posts USING btree (tenant, account);


--
-- Name: posts_by_from; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_from ON linli.posts USING btree (tenant, from_day);


--
-- Name: posts_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_path ON linli.posts USING btree (tenant, path, role, id);


--
-- Name: posts_by_person; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_person ON linli.posts USING btree (tenant, person);


--
-- Name: posts_by_role; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_role ON linli.posts USING btree (tenant, role, path, id);


--
-- Name: posts_by_seat; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_seat ON linli.posts USING btree (tenant, stands_in_for) WHERE (stands_in_for IS NOT NULL);


--
-- Name: posts_by_to; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_to ON linli.posts USING btree (tenant, to_day);


--
-- Name: posts_by_unit; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX posts_by_unit ON linli.posts USING btree (tenant, unit, role);


--
-- Name: proposals_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX proposals_by_path ON linli.proposals USING btree (tenant, state, path, id);


--
-- Name: proposals_by_person; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX proposals_by_person ON linli.proposals USING btree (tenant, person, id);


--
-- Name: reports_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX reports_by_path ON linli.reports USING btree (tenant, path, from_day, id);


--
-- Name: residences_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX residences_by_path ON linli.residences USING btree (tenant, kind, path, person);


--
-- Name: residences_by_place; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX residences_by_place ON linli.residences USING btree (tenant, place, from_day);


--
-- Name: routes_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX routes_by_path ON linli.routes USING btree (tenant, part, path);


--
-- Name: scope_by_record; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX scope_by_record ON linli.scope USING btree (tenant, record);


--
-- Name: sessions_by_account; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX sessions_by_account ON linli.sessions USING btree (tenant, account);


--
-- Name: slips_by_person; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX slips_by_person ON linli.slips USING btree (tenant, person);


--
-- Name: units_by_code; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX units_by_code ON linli.units USING btree (tenant, code) WHERE (code <> ''::text);


--
-- Name: units_by_kind; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX units_by_kind ON linli.units USING btree (tenant, kind, path, id);


--
-- Name: units_by_parent; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX units_by_parent ON linli.units USING btree (tenant, parent, tree);


--
-- Name: units_by_path; Type: INDEX; Schema: linli; Owner: -
--

CREATE INDEX units_by_path ON linli.units USING btree (tenant, path, id);


--
-- Name: accounts accounts_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.accounts
    ADD CONSTRAINT accounts_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: alarms alarms_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.alarms
    ADD CONSTRAINT alarms_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: calendars calendars_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.calendars
    ADD CONSTRAINT calendars_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: cases cases_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.cases
    ADD CONSTRAINT cases_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: cases cases_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.cases
    ADD CONSTRAINT cases_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: facts facts_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.facts
    ADD CONSTRAINT facts_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: files files_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.files
    ADD CONSTRAINT files_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: followers followers_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.followers
    ADD CONSTRAINT followers_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: former_paths former_paths_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.former_paths
    ADD CONSTRAINT former_paths_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: grants grants_tenant_account_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.grants
    ADD CONSTRAINT grants_tenant_account_fkey FOREIGN KEY (tenant, account) REFERENCES linli.accounts(tenant, id);


--
-- Name: grants grants_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.grants
    ADD CONSTRAINT grants_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: hands hands_tenant_case_id_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.hands
    ADD CONSTRAINT hands_tenant_case_id_fkey FOREIGN KEY (tenant, case_id) REFERENCES linli.cases(tenant, id);


--
-- Name: hands hands_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.hands
    ADD CONSTRAINT hands_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: households households_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.households
    ADD CONSTRAINT households_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: households households_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.households
    ADD CONSTRAINT households_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: houses houses_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.houses
    ADD CONSTRAINT houses_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: houses houses_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.houses
    ADD CONSTRAINT houses_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: import_lines import_lines_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.import_lines
    ADD CONSTRAINT import_lines_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: import_lines import_lines_tenant_import_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.import_lines
    ADD CONSTRAINT import_lines_tenant_import_fkey FOREIGN KEY (tenant, import) REFERENCES linli.imports(tenant, id);


--
-- Name: import_made import_made_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.import_made
    ADD CONSTRAINT import_made_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: import_made import_made_tenant_import_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.import_made
    ADD CONSTRAINT import_made_tenant_import_fkey FOREIGN KEY (tenant, import) REFERENCES linli.imports(tenant, id);


--
-- Name: imports imports_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.imports
    ADD CONSTRAINT imports_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: journal journal_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.journal
    ADD CONSTRAINT journal_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: keys keys_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.keys
    ADD CONSTRAINT keys_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: lanes lanes_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.lanes
    ADD CONSTRAINT lanes_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: members members_tenant_household_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.members
    ADD CONSTRAINT members_tenant_household_fkey FOREIGN KEY (tenant, household) REFERENCES linli.households(tenant, id);


--
-- Name: members members_tenant_person_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.members
    ADD CONSTRAINT members_tenant_person_fkey FOREIGN KEY (tenant, person) REFERENCES linli.persons(tenant, id);


--
-- Name: notices notices_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.notices
    ADD CONSTRAINT notices_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: parties parties_tenant_case_id_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.parties
    ADD CONSTRAINT parties_tenant_case_id_fkey FOREIGN KEY (tenant, case_id) REFERENCES linli.cases(tenant, id);


--
-- Name: parties parties_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.parties
    ADD CONSTRAINT parties_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: persons persons_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.persons
    ADD CONSTRAINT persons_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: persons persons_tenant_home_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.persons
    ADD CONSTRAINT persons_tenant_home_fkey FOREIGN KEY (tenant, home) REFERENCES linli.places(tenant, id);


--
-- Name: persons persons_tenant_registered_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.persons
    ADD CONSTRAINT persons_tenant_registered_fkey FOREIGN KEY (tenant, registered) REFERENCES linli.places(tenant, id);


--
-- Name: places places_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.places
    ADD CONSTRAINT places_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: places places_tenant_parent_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.places
    ADD CONSTRAINT places_tenant_parent_fkey FOREIGN KEY (tenant, parent) REFERENCES linli.places(tenant, id);


--
-- Name: posts posts_tenant_account_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.posts
    ADD CONSTRAINT posts_tenant_account_fkey FOREIGN KEY (tenant, account) REFERENCES linli.accounts(tenant, id);


--
-- Name: posts posts_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.posts
    ADD CONSTRAINT posts_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: posts posts_tenant_person_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.posts
    ADD CONSTRAINT posts_tenant_person_fkey FOREIGN KEY (tenant, person) REFERENCES linli.persons(tenant, id);


--
-- Name: posts posts_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.posts
    ADD CONSTRAINT posts_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: posts posts_tenant_stands_in_for_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.posts
    ADD CONSTRAINT posts_tenant_stands_in_for_fkey FOREIGN KEY (tenant, stands_in_for) REFERENCES linli.posts(tenant, id);


--
-- Name: posts posts_tenant_unit_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.posts
    ADD CONSTRAINT posts_tenant_unit_fkey FOREIGN KEY (tenant, unit) REFERENCES linli.units(tenant, id);


--
-- Name: programmes programmes_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.programmes
    ADD CONSTRAINT programmes_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: proposals proposals_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.proposals
    ADD CONSTRAINT proposals_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: proposals proposals_tenant_person_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.proposals
    ADD CONSTRAINT proposals_tenant_person_fkey FOREIGN KEY (tenant, person) REFERENCES linli.persons(tenant, id);


--
-- Name: report_figures report_figures_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.report_figures
    ADD CONSTRAINT report_figures_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: report_figures report_figures_tenant_report_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.report_figures
    ADD CONSTRAINT report_figures_tenant_report_fkey FOREIGN KEY (tenant, report) REFERENCES linli.reports(tenant, id);


--
-- Name: report_records report_records_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.report_records
    ADD CONSTRAINT report_records_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: report_records report_records_tenant_report_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.report_records
    ADD CONSTRAINT report_records_tenant_report_fkey FOREIGN KEY (tenant, report) REFERENCES linli.reports(tenant, id);


--
-- Name: reports reports_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.reports
    ADD CONSTRAINT reports_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: reports reports_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.reports
    ADD CONSTRAINT reports_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: residences residences_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.residences
    ADD CONSTRAINT residences_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: routes routes_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.routes
    ADD CONSTRAINT routes_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: routes routes_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.routes
    ADD CONSTRAINT routes_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: scope scope_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.scope
    ADD CONSTRAINT scope_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: sessions sessions_tenant_account_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.sessions
    ADD CONSTRAINT sessions_tenant_account_fkey FOREIGN KEY (tenant, account) REFERENCES linli.accounts(tenant, id);


--
-- Name: sessions sessions_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.sessions
    ADD CONSTRAINT sessions_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: slips slips_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.slips
    ADD CONSTRAINT slips_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: units units_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.units
    ADD CONSTRAINT units_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: units units_tenant_parent_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.units
    ADD CONSTRAINT units_tenant_parent_fkey FOREIGN KEY (tenant, parent) REFERENCES linli.units(tenant, id);


--
-- Name: units units_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.units
    ADD CONSTRAINT units_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- Name: watches watches_tenant_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.watches
    ADD CONSTRAINT watches_tenant_fkey FOREIGN KEY (tenant) REFERENCES linli.tenants(tenant);


--
-- Name: watches watches_tenant_place_fkey; Type: FK CONSTRAINT; Schema: linli; Owner: -
--

ALTER TABLE ONLY linli.watches
    ADD CONSTRAINT watches_tenant_place_fkey FOREIGN KEY (tenant, place) REFERENCES linli.places(tenant, id);


--
-- PostgreSQL database dump complete
--


