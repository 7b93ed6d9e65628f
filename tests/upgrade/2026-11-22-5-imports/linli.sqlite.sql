PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migrations (name text not null primary key);
INSERT INTO migrations VALUES('2026-11-22-1-ground');
INSERT INTO migrations VALUES('2026-11-22-2-registry');
INSERT INTO migrations VALUES('2026-11-22-3-cases');
INSERT INTO migrations VALUES('2026-11-22-4-reports');
INSERT INTO migrations VALUES('2026-11-22-5-imports');
CREATE TABLE tenants (
    tenant integer   not null primary key,
    name text    not null,
    zone integer   not null,  
    made integer not null
) strict;
INSERT INTO tenants VALUES(999902001001,'我们的街道',480,1794276000186370);
CREATE TABLE lanes (
    tenant integer   not null primary key references tenants (tenant),
    seq integer   not null,
    hash blob    not null,
    digest text    not null   
) strict;
INSERT INTO lanes VALUES(999902001001,29,X'aa1668f7307b5140f0bcd279e82d3885cd9a7c9ca8a15a673ec464ab73bd01ad','sha256');
CREATE TABLE journal (
    tenant integer   not null references tenants (tenant),
    seq integer   not null,
    act blob      not null,
    at integer not null,
    account blob,
    behalf_of blob,
    post blob,
    place blob,
    programme text    not null,
    version integer   not null,
    kind text    not null,
    record blob,
    verb text    not null,
    basis text    not null,
    asked text    not null,  
    body text    not null,  
    hash blob    not null,
    primary key (tenant, seq),
    unique (tenant, act)
) strict, without rowid;
INSERT INTO journal VALUES(999902001001,1,X'01a1c32f01c47071baf6216a7a892ebe',1794276000196566,NULL,NULL,NULL,X'01a1c32f01c4766793828058028ecd94','',0,'place',X'01a1c32f01c4766793828058028ecd94','found','','','{"kind":"community","name":"我们的街道","code":"999902001001"}',X'5b825cca91ea415ac505f2651f85cc5e45db644d3bb1e215e1a0a2a78d61d2c0');
INSERT INTO journal VALUES(999902001001,2,X'01a1c32f029b741a93e296d3560da1bf',1794276000411111,NULL,NULL,NULL,NULL,'',0,'account',X'01a1c32f027274c18810511c0ce1c65f','add','','','{}',X'44f543000f5bc66ea25fb89f574ee7e7b3c73e8f3920eb4b20d7f5a4df9b157a');
INSERT INTO journal VALUES(999902001001,3,X'01a1c32f02a27a7f9a0a6042ea34e523',1794276000418788,NULL,NULL,NULL,X'01a1c32f01c4766793828058028ecd94','',0,'post',X'01a1c32f02a2735f87c632b360052a52','appoint','','','{"role":"administrator","place":"01a1c32f-01c4-7667-9382-8058028ecd94","unit":null,"account":"01a1c32f-0272-74c1-8810-511c0ce1c65f","person":null,"from":"2026-11-10","to":null}',X'f39cbd44f1515f43a93ac75240bce6d2b0dcbfad990bb5676dedc884056b9f3b');
INSERT INTO journal VALUES(999902001001,4,X'01a1c32f02aa79988745d2a3a8da8854',1794276000427020,X'01a1c32f027274c18810511c0ce1c65f',NULL,NULL,NULL,'',0,'programme',X'01a1c32f02aa79988745d2a3a8da8854','publish','','','{"published":{"defects":1,"population":1,"contacts":1,"opinions":1,"summaries":1,"through_train":1,"disputes":1,"petitions":1}}',X'd36437a95b95174c2c376dc138aa962e193ea86c2b38e0e0fe2d4dfa7e331ac2');
INSERT INTO journal VALUES(999902001001,5,X'01a1c32f02d67115a7b7f00956b67dbe',1794276000470793,NULL,NULL,NULL,NULL,'',0,'calendar',X'01a1c32f02d67115a7b7f00956b67dbe','import','','','{"version":1,"file":"programmes/common/calendar/2024.csv"}',X'bd083f784f19b58d16a035a49f4b1df5b835167544c08c1af8be050c51343b3d');
INSERT INTO journal VALUES(999902001001,6,X'01a1c32f02de71499a286cd3f6f23de1',1794276000478896,NULL,NULL,NULL,NULL,'',0,'calendar',X'01a1c32f02de71499a286cd3f6f23de1','import','','','{"version":2,"file":"programmes/common/calendar/2025.csv"}',X'50785fb43127cfe281d914464c347ca14446ed68d0dcc2027f233d274dffe1aa');
INSERT INTO journal VALUES(999902001001,7,X'01a1c32f02e6746ca1ba7dd2da8de58e',1794276000486734,NULL,NULL,NULL,NULL,'',0,'calendar',X'01a1c32f02e6746ca1ba7dd2da8de58e','import','','','{"version":3,"file":"programmes/common/calendar/2026.csv"}',X'a7ab9ec2395b6a63b3b99418cb8d9e75c5ff6bf59ab87074c218846cb712ff9d');
INSERT INTO journal VALUES(999902001001,8,X'01a1c32f01527aebac90787cce060df6',1794276000082248,NULL,NULL,NULL,NULL,'',0,'office',NULL,'day_came','','','{}',X'c080d01788b84391495bcbe3c0a01d53b6bd140e714610cfb4415dddb4879a60');
INSERT INTO journal VALUES(999902001001,9,X'1d16fec181af438b9049dd3cd85956fa',1794276000209130,NULL,NULL,NULL,NULL,'',0,'account',X'01a1c32f027274c18810511c0ce1c65f','log_in','','204f409cd4050f0f445fd2b335b4c251','{}',X'08794ac04e4edc8134f395fe90e0a776af3ff3dc3e60cddfbf6ebe5a57c3469e');
INSERT INTO journal VALUES(999902001001,10,X'01a1c32f024170588169b56556979a3e',1794276000321126,X'01a1c32f027274c18810511c0ce1c65f',NULL,NULL,NULL,'',0,'account',X'01a1c32f027274c18810511c0ce1c65f','end_sessions','','751851a5e8ae1b2b07ec82899fdd36ac','{}',X'aac6069a933054559c071f3ce7f57054eb6c4f8d350727785d8a2b0083170bdd');
INSERT INTO journal VALUES(999902001001,11,X'0e67f449872044b9b809501536795246',1794276000321126,X'01a1c32f027274c18810511c0ce1c65f',NULL,NULL,NULL,'',0,'account',X'01a1c32f027274c18810511c0ce1c65f','change_password','','751851a5e8ae1b2b07ec82899fdd36ac','{}',X'cbe4c9b0141615c844dd47bc113ce485b7e6eb1f92cadb29c911bbb0c276a7e0');
INSERT INTO journal VALUES(999902001001,12,X'70f90bd34bb4418fa3e72a4f1b2df919',1794276000337194,X'01a1c32f027274c18810511c0ce1c65f',NULL,X'01a1c32f02a2735f87c632b360052a52',X'01a1c32f025176359c8c60bb8e3bd2f6','',0,'place',X'01a1c32f025176359c8c60bb8e3bd2f6','add','','a407c86c004cc57438c94494164cd01d','{"kind":"grid","name":"第一网格","code":""}',X'dd2aa2097feac39a000836fedf7885ff0dd3a7a551fb10a3d67c1f27d5ac2f4a');
INSERT INTO journal VALUES(999902001001,13,X'43d8d567a8a8494085c4df2ed0b8a9c1',1794276000736541,X'01a1c32f027274c18810511c0ce1c65f',NULL,X'01a1c32f02a2735f87c632b360052a52',X'01a1c32f03e0704ea4706559de68a692','',0,'place',X'01a1c32f03e0704ea4706559de68a692','add','','d774fe9033d99578e1c13c31d8ad89bb','{"kind":"grid","name":"第二网格","code":""}',X'831a81de5c6438ce8819e8d3aa901391c9aa662ca9d3d30145ba63e72fa1cd1c');
INSERT INTO journal VALUES(999902001001,14,X'01a1c32f051475848b2eeb38063cd28a',1794276001044172,NULL,NULL,X'00000000000000000000000000000000',X'01a1c32f01c4766793828058028ecd94','',0,'import',X'01a1c32f050b788db9c91e7021e9b18f','begin','','','{"kind":"people","name":"people.csv"}',X'c405f1aeb56c8065ff441135b9e417d65f3b1a74dd59d00a6a2198c1c488dcba');
INSERT INTO journal VALUES(999902001001,15,X'01a1c32f05b077088a27b51f3a40e800',1794276001200305,NULL,NULL,X'00000000000000000000000000000000',X'01a1c32f01c4766793828058028ecd94','',0,'import',X'01a1c32f050b788db9c91e7021e9b18f','run','','','{}',X'548f55275c937b214f5ceb147a3d8e5ffe473729b86d9c9deea56d2c77773642');
INSERT INTO journal VALUES(999902001001,16,X'c051a3b861f582afa0d2aa6e99b1452d',1794276001203927,NULL,NULL,NULL,X'01a1c32f05b3770aa2295d4467c2d6cb','',0,'place',X'01a1c32f05b3770aa2295d4467c2d6cb','add','','import:01a1c32f-050b-788d-b9c9-1e7021e9b18f','{}',X'185db4b91b5cba8568741e79b2963f9b17990dca4acd2ec8b4ce2ac520bd98e1');
INSERT INTO journal VALUES(999902001001,17,X'f8351e0c2a8480c996ea14a5e2061850',1794276001203927,NULL,NULL,NULL,X'01a1c32f05b37a0ea1976045191790d8','',0,'place',X'01a1c32f05b37a0ea1976045191790d8','add','','import:01a1c32f-050b-788d-b9c9-1e7021e9b18f','{}',X'52cf2af56ddbc8a5c59dd1789b1fe2c17923f7669e36daf14bb03ba5db7dcd78');
INSERT INTO journal VALUES(999902001001,18,X'55d7a9b155e08b18b677fe294c2e4496',1794276001203927,NULL,NULL,NULL,X'01a1c32f05b378e7a6754d91638d5a7e','',0,'place',X'01a1c32f05b378e7a6754d91638d5a7e','add','','import:01a1c32f-050b-788d-b9c9-1e7021e9b18f','{}',X'93daed558f190f16fac7f5c316988ec9712037e7c4896ab90bd2e06afb885838');
INSERT INTO journal VALUES(999902001001,19,X'a9c2b5c6b56f81a89a88bd57dd95f1ab',1794276001203927,NULL,NULL,X'00000000000000000000000000000000',X'01a1c32f05b378e7a6754d91638d5a7e','',0,'person',X'01a1c32f05b3765a844630682a868056','add','','import:01a1c32f-050b-788d-b9c9-1e7021e9b18f','{"fields":["name","phones","lives"],"sealed":"v1.oc1J54elk9dfJA-sry1hl2fOtQfAQdMZ-I4z6IiEH3leno6BBeJ0PFZD1437l1vyys_o0i6pXs5RsSqATuysxSub1X6kGwrKRDMDWZ_EZdkOGF3nNsp6drODA0ZrWz1pZyzI6krtr5fzQv6ml4v9DW9O2oRigqXMXg"}',X'119f91b04a5a5ef0ea324ac1a708c00b59f1e3e2403102447dafd5256129988f');
INSERT INTO journal VALUES(999902001001,20,X'8e42b6b95c9c8e01aa1285fe937f7649',1794276001203927,NULL,NULL,X'00000000000000000000000000000000',X'01a1c32f05b378e7a6754d91638d5a7e','',0,'person',X'01a1c32f05b37ed0924a70211538204b','add','','import:01a1c32f-050b-788d-b9c9-1e7021e9b18f','{"fields":["name","phones","lives"],"sealed":"v1.xriYZsNP6utwHYZTvQHq21-cT1SCiQS-tk06nce03s4VoXJOkswYrdJ6xm92GtNHbOtNVNImqI9v-sxZZk-xeC5vWivSBTXI-geJAzDCUSWA5XIuMNPvu0_v9jdV_RUk-y0G5wT6uVMtQ0_2ESULQH6gZD4X3g"}',X'fb4f1f916f92b95f247159f069251c455c95bd179a0402111d269de2a7ee2796');
INSERT INTO journal VALUES(999902001001,21,X'ff5edabd72428b4ca9a7131e4dfae66f',1794276001495582,NULL,NULL,NULL,X'01a1c32f01c4766793828058028ecd94','',0,'import',X'01a1c32f050b788db9c91e7021e9b18f','finish','','import:01a1c32f-050b-788d-b9c9-1e7021e9b18f','{"new":2,"updated":0,"same":0,"maybe":0,"bad":0}',X'609d7deb8b14cf2e39a3ce613e1be724465a76a103a326fe22c1331ff08cc5f7');
INSERT INTO journal VALUES(999902001001,22,X'dae31769d65541b5b4ae27afa7635ea5',1794276001342746,X'01a1c32f027274c18810511c0ce1c65f',NULL,NULL,NULL,'',0,'account',X'01a1c32f063e75678437d27faa4f8bed','add','','13d9a6725bdd722848a0161f9c5a5a27','{}',X'0b7bad6980473d4676d2fc7fe87b2689d29a47e25556d366941d429ff8b1262c');
INSERT INTO journal VALUES(999902001001,23,X'cc50f42761044b66acb5d1001c3b9307',1794276001355808,X'01a1c32f027274c18810511c0ce1c65f',NULL,X'01a1c32f02a2735f87c632b360052a52',X'01a1c32f01c4766793828058028ecd94','',0,'post',X'01a1c32f064b77d8b97fbae29562b9d9','appoint','','40d40d3dccae9f07581a316e8a50dba1','{"role":"window","place":"01a1c32f-01c4-7667-9382-8058028ecd94","unit":null,"account":"01a1c32f-063e-7567-8437-d27faa4f8bed","person":null,"from":"2026-11-10","to":null}',X'ab10efae7f2ca1566322248b18e2e99a3826feb92a800b72372fe22d6c899ab6');
INSERT INTO journal VALUES(999902001001,24,X'5dc392b617ae4bcda7f02e17329aefac',1794276001358955,X'01a1c32f027274c18810511c0ce1c65f',NULL,X'01a1c32f02a2735f87c632b360052a52',NULL,'',0,'slip',X'01a1c32f064e7c748f6ee99111c0725f','give','','a32f15be230f018544d84c2bdb7c4055','{"person":null,"account":"01a1c32f-063e-7567-8437-d27faa4f8bed","ends":"2026-11-17T02:00:01.358955Z"}',X'280ac066e4e6489b378a6ee9d1b3e7bb9953af6fe735a0a6d63d6f05493882c4');
INSERT INTO journal VALUES(999902001001,25,X'01a1c32f06917b25a057878c62318a0a',1794276001425145,X'01a1c32f027274c18810511c0ce1c65f',NULL,NULL,NULL,'',0,'account',X'01a1c32f063e75678437d27faa4f8bed','end_sessions','','89c5d203337c61631a72f622e35e84d2','{}',X'd542d2289a2dc94e051a704a235bda8c51763405abdd987066db67a00f3a66c2');
INSERT INTO journal VALUES(999902001001,26,X'f5b9f6aa288048899f1c6af56a97d8e8',1794276001425145,X'01a1c32f027274c18810511c0ce1c65f',NULL,NULL,NULL,'',0,'account',X'01a1c32f063e75678437d27faa4f8bed','claim','','89c5d203337c61631a72f622e35e84d2','{}',X'a3a40f61d9ea3bbe3133eec802ce6b03eca5d5ddf6323642c0aaa83db7ea0d67');
INSERT INTO journal VALUES(999902001001,27,X'7229ea38a3054db99e55c6f1e270103a',1794276001491589,NULL,NULL,NULL,NULL,'',0,'account',X'01a1c32f063e75678437d27faa4f8bed','log_in','','a1072676f3fd19aa8da89abc8209ac71','{}',X'317277774422add2979222a064c699a4e6fe8382818e8670864b1872f6f02165');
INSERT INTO journal VALUES(999902001001,28,X'ebfd2319fa2c4f888c65cf2bb088a2f9',1794276001614370,X'01a1c32f063e75678437d27faa4f8bed',NULL,NULL,NULL,'',0,'file',X'01a1c32f074e73c3b9dde6579ecd235a','keep','','0f7f3f369d4ee0663984818ab0366403','{}',X'3aeb8b571c79bf07b88b56193c7299b14a9d886f0c7ed7084ceb30d55eba3b80');
INSERT INTO journal VALUES(999902001001,29,X'70651ecc77ab4c32871f0c59cea4d4fe',1794276001621865,X'01a1c32f063e75678437d27faa4f8bed',NULL,NULL,X'01a1c32f01c4766793828058028ecd94','opinions',1,'case',X'01a1c32f075574f4981607f6a7ac361c','report','','3ec7b231c69fb56c724059e3a61a0354','{"to":"reported","channel":"web","fields":{"story":"v1.4Re79cD9bnLDewaotj6Hcxqwu4QMmlxBCa_PO5BArr7SmITiKwXtTszibhjpRvWD3M6SqG_nUGRdEWzup0YE","where":"01a1c32f-01c4-7667-9382-8058028ecd94","photos":["01a1c32f-074e-73c3-b9dd-e6579ecd235a"]}}',X'aa1668f7307b5140f0bcd279e82d3885cd9a7c9ca8a15a673ec464ab73bd01ad');
CREATE TABLE accounts (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    login text    not null,
    name text    not null,
    person blob,
    password text    not null,  
    must_change integer   not null,
    closed integer   not null,
    failures integer   not null,
    locked_until integer,
    made integer not null,
    primary key (tenant, id),
    unique (tenant, login)
) strict;
INSERT INTO accounts VALUES(999902001001,X'01a1c32f027274c18810511c0ce1c65f','admin','admin',NULL,'$argon2id$v=19$m=19456,t=2,p=1$NdF7Naang0JDpwgZoJdM6A$buhL6X/T/qTwdPhbfH23Z9KmPTk/5OsU4AeoNeigej0',0,0,0,NULL,1794276000411111);
INSERT INTO accounts VALUES(999902001001,X'01a1c32f063e75678437d27faa4f8bed','window','林晓燕',NULL,'$argon2id$v=19$m=19456,t=2,p=1$Jyx/IaXx6FdcxDZ0Z893uQ$kKVdVF07qf6Obc5B5DhV0WPDrcpfYzckUO/Wahgykbk',0,0,0,NULL,1794276001342746);
CREATE TABLE sessions (
    tenant integer   not null references tenants (tenant),
    token blob    not null,  
    id blob      not null,  
    account blob      not null,
    agent text    not null,
    begun integer not null,
    ends integer not null,
    primary key (tenant, token),
    foreign key (tenant, account) references accounts (tenant, id)
) strict, without rowid;
INSERT INTO sessions VALUES(999902001001,X'71151bd2004702ae2c4649a3364673af113f81df3d28284f28cd87dfd1b905c3',X'01a1c32f06d37c1d8e10019e3950e4d5',X'01a1c32f063e75678437d27faa4f8bed','node',1794276001491589,1794319201491589);
INSERT INTO sessions VALUES(999902001001,X'a200c4f99c31ea03510b14f0af846d15ac6c6007c668a7311d6af9e3a0732e5a',X'01a1c32f01d1756dbb75d228cd07585e',X'01a1c32f027274c18810511c0ce1c65f','node',1794276000209130,1794319200209130);
CREATE TABLE grants (
    tenant integer not null references tenants (tenant),
    account blob    not null,
    post blob    not null,
    role text  not null,
    place blob    not null,
    path text  not null,
    unit blob,
    stand_in integer not null,
    from_day integer   not null,
    to_day integer,
    primary key (tenant, account, post),
    foreign key (tenant, account) references accounts (tenant, id)
) strict, without rowid;
INSERT INTO grants VALUES(999902001001,X'01a1c32f027274c18810511c0ce1c65f',X'01a1c32f02a2735f87c632b360052a52','administrator',X'01a1c32f01c4766793828058028ecd94','/0001',NULL,0,20767,NULL);
INSERT INTO grants VALUES(999902001001,X'01a1c32f063e75678437d27faa4f8bed',X'01a1c32f064b77d8b97fbae29562b9d9','window',X'01a1c32f01c4766793828058028ecd94','/0001',NULL,0,20767,NULL);
CREATE TABLE keys (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    wrapped blob,               
    made integer not null,
    destroyed integer,
    primary key (tenant, id)
) strict, without rowid;
INSERT INTO keys VALUES(999902001001,X'01a1c32f05147847885034596720c9d2',X'79fa8285e167c27231ffbb94458cad3b53c2720c3853aef97789a072c26ceaec9d852ffebe39b9be64892888cf0afad81118ee9b1c523ce8a18151d9df622e15bbd2ed4786ff824a',1794276001044172,NULL);
INSERT INTO keys VALUES(999902001001,X'01a1c32f05b3766ab53fdf3aa6efcac3',X'a6fc4b1685e2bf596ce5c8ded22416f68b3531eaa988e51bf1dc60227496788d548d3b72c4d4ed910c5e42d7dae3d52357697df9747aa7560b02f3116388b7d2717541b7d35e6f7d',1794276001203927,NULL);
INSERT INTO keys VALUES(999902001001,X'01a1c32f05b377f38a71674b06928098',X'dab27078edde5fd131290f59b0d53d35cdbe5344accd31f9cd1bf7d14fa6a5d911374790d1b93e40b34edf5c99a1db4f3e01f8ac7057f389ad484a5786248e8bfb10df7f5d1e076e',1794276001203927,NULL);
INSERT INTO keys VALUES(999902001001,X'01a1c32f074e7d33b6b1da854904255a',X'ef95ace99e5bfda3cdd3a1515dcb185ccc1d21eb0b05663f5f7b99c90374fcbd315cdd343c314cbf15920ce38264207948a69c54b353f0cb8892a184bd9f355cfd80f1fc25aeea72',1794276001614370,NULL);
INSERT INTO keys VALUES(999902001001,X'01a1c32f075574e5b12f7338da0afa8c',X'bee25ae178e7ffb90c42c43a62b1b534f4e6f05337f985c588527402d7a087bceb2c0a0973d42cc670c86b7381e02f1fd613f2c1fd8fa4525843b20b363dc81035c91dab6c2780fe',1794276001621865,NULL);
CREATE TABLE programmes (
    tenant integer   not null references tenants (tenant),
    name text    not null,
    version integer   not null,
    source text    not null,  
    published integer not null,
    account blob,
    primary key (tenant, name, version)
) strict;
INSERT INTO programmes VALUES(999902001001,'defects',1,replace('# What leaks is mended, what is dirty is swept, what is blocked is cleared, what is broken is patched:\n# for each kind and area a unit answers, and a report goes to it by the table, without a hand between.\nprogramme: defects\ntitle: { zh: "漏有人修、脏有人扫、堵有人疏、烂有人补", en: "Leaks, dirt, blockages and breakages" }\nrows: [S004-58]\n\ncases:\n  defect:\n    title: { zh: "公共部位问题", en: "Defect" }\n    help: { zh: "楼道、管道、路面等公共部位漏了、脏了、堵了、坏了，直接派给负责的单位。", en: "Leaks, dirt, blockages and breakages in shared places go straight to the unit that answers for them." }\n    channels: [web, phone, window, grid, hotline]\n    anonymous: true\n    fields:\n      photos:      { kind: photo, most: 6 }\n      what:\n        kind: choice\n        required: true\n        find: true\n        of:\n          leak:     { zh: "漏", en: "Leak" }\n          dirt:     { zh: "脏", en: "Dirt" }\n          blockage: { zh: "堵", en: "Blockage" }\n          breakage: { zh: "烂", en: "Breakage" }\n      where:       { kind: place, required: true }\n      story:       { kind: text, longest: 500 }\n      photo_after: { kind: photo, most: 6 }\n      result:      { kind: text, longest: 500 }\n      reason:      { kind: text, longest: 500 }\n      satisfaction: { kind: choice, of: [satisfied, mostly, unsatisfied] }\n    same: [what, where]\n    warns: { times: 3, within: 90 days, tell: secretary }\n    rates: satisfaction\n    routes: what\n    start: reported\n    ends: [closed, refused]\n    steps:\n      dispatch:  { from: reported, to: handling, by: grid_worker, or: window, within: 4 workhours, assigns: unit }\n      refuse:    { from: reported, to: refused, by: grid_worker, or: window, needs: [reason], danger: true }\n      send_back: { from: handling, to: reported, by: handler, until: 1 workday, needs: [reason], gives_back: true }\n      fix:\n        from: handling\n        to: fixed\n        by: handler\n        within: { by: what, of: { dirt: 1 workday, blockage: 1 workday, leak: 2 workdays }, otherwise: 5 workdays }\n        needs: [photo_after]\n        asks: [result]\n      confirm:   { from: fixed, to: closed, by: reporter, or: grid_worker, asks: [satisfaction] }\n      lapse:     { from: fixed, to: closed, by: clock, after: 5 workdays }\n      reopen:    { from: [fixed, closed], to: handling, by: reporter, or: grid_worker, until: 30 days, needs: [reason] }\n    extend: { most: 5 workdays, times: 1, approved_by: secretary }\n    pause:  { most: 10 workdays, times: 1 }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: [grid_worker, secretary] }\n      - { tell: street_officer }\n    notices:\n      handling: { to: reporter, zh: "您反映的问题（{number}）已交责任单位处理，{due}前完成。", en: "{number} is with the unit responsible, due by {due}." }\n      fixed:    { to: reporter, zh: "您反映的问题（{number}）已处理，请确认。", en: "{number} is done; please confirm." }\n    public: [what, photo_after]\n\nfigures:\n  received: { count: defect, unit: "处", title: { zh: "受理", en: "Received" } }\n  people:   { distinct: defect, title: { zh: "反映人", en: "People who reported" } }\n  by_kind:  { count: defect, by: what, unit: "处", title: { zh: "按类别", en: "By kind" } }\n  fixed:    { count: defect.fix, unit: "处", title: { zh: "处理完成", en: "Fixed" } }\n  in_time:  { share_of: defect.fix, within: its_limit, title: { zh: "按期处理率", en: "Fixed in time" } }\n  satisfied: { share_of: defect.rated, in: [satisfied, mostly], title: { zh: "满意率", en: "Satisfied" } }\n  sent_back: { share_of: defect.reopen, among: defect.fix, title: { zh: "返工率", en: "Sent back" } }\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
INSERT INTO programmes VALUES(999902001001,'population',1,replace('# 实有人口、实有房屋、实有单位: what stands in the registry on the last day of a period, as numbers\n# that open to the records. Who lives here counts, wherever the 户口 is kept.\nprogramme: population\ntitle: { zh: "实有人口、房屋和单位", en: "People, homes and units" }\n\nfigures:\n  residents:    { count: persons, title: { zh: "实有人口", en: "Residents" } }\n  by_sex:       { count: persons, by: sex, title: { zh: "实有人口（按性别）", en: "Residents by sex" } }\n  minors:       { count: persons, ages: { most: 17 }, title: { zh: "未满18周岁的人口", en: "Residents under 18" } }\n  elders:       { count: persons, ages: { least: 60 }, title: { zh: "60周岁以上老年人", en: "Residents of 60 and over" } }\n  elders_share: { share_of: persons, ages: { least: 60 }, title: { zh: "60周岁以上老年人占比", en: "Share of residents of 60 and over" } }\n  oldest:       { count: persons, ages: { least: 80 }, title: { zh: "80周岁以上老年人", en: "Residents of 80 and over" } }\n  separated:    { count: persons, separated: true, title: { zh: "人户分离人员", en: "Residents registered elsewhere" } }\n  households:   { count: households, title: { zh: "户数", en: "Households" } }\n  houses:       { count: houses, title: { zh: "实有房屋", en: "Homes" } }\n  units:        { count: units, by: kind, title: { zh: "实有单位（按类别）", en: "Units by kind" } }\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
INSERT INTO programmes VALUES(999902001001,'contacts',1,replace('# Whoever calls, writes, comes by or asks is received and written down. A question is answered on the\n# spot and closed; a problem is taken up and is solved or not. People are counted each time they\n# come, and all of a party; whoever came alone leaves the number blank.\nprogramme: contacts\ntitle: { zh: "来电来信来访咨询接待", en: "Calls, letters, visits and questions" }\nrows: [S004-77]\n\ncases:\n  contact:\n    title: { zh: "接待事项", en: "Contact" }\n    channels: [phone, letter, visit, consult]\n    anonymous: true\n    fields:\n      story:  { kind: text, longest: 1000, required: true }\n      where:  { kind: place, required: true }\n      matter:\n        kind: choice\n        required: true\n        find: true\n        title: { zh: "来意", en: "Purpose" }\n        of:\n          question: { zh: "咨询", en: "Question" }\n          problem:  { zh: "反映问题", en: "Problem" }\n      party:  { kind: number, least: 1, most: 200, title: { zh: "同来人数", en: "People in the party" } }\n      answer: { kind: text, longest: 1000, title: { zh: "答复", en: "Answer" } }\n      result: { kind: text, longest: 1000 }\n      solved: { kind: yes_no, find: true }\n      reason: { kind: text, longest: 500 }\n    start: received\n    ends: [answered, solved, unsolved]\n    states:\n      received: { zh: "已接待", en: "Received" }\n      answered: { zh: "已解答", en: "Answered" }\n      solved:   { zh: "已解决", en: "Solved" }\n      unsolved: { zh: "未能解决", en: "Not solved" }\n    steps:\n      explain:\n        { from: received, to: answered, by: window, or: secretary, within: 1 workday, needs: [answer], title: { zh: "当场解答", en: "Answer" } }\n      take_up:\n        { from: received, to: handling, by: window, or: secretary, assigns: me, title: { zh: "受理问题", en: "Take up" } }\n      solve:\n        { from: handling, to: solved, by: handler, within: 10 workdays, needs: [result], title: { zh: "解决", en: "Solve" } }\n      give_up:\n        { from: handling, to: unsolved, by: handler, needs: [reason], title: { zh: "未能解决", en: "Not solved" } }\n      reopen:  { from: [answered, solved, unsolved], to: received, by: reporter, or: window, until: 30 days, needs: [reason] }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: secretary }\n\nfigures:\n  received:   { sum: contact, field: party, blank: 1, unit: "人次", title: { zh: "接待", en: "Received" } }\n  by_channel: { sum: contact, field: party, blank: 1, by: channel, unit: "人次", title: { zh: "按方式", en: "By way" } }\n  questions:  { sum: contact, field: party, blank: 1, where: { matter: question }, unit: "人次", title: { zh: "咨询", en: "Questions" } }\n  solved:     { count: contact.closed, in: [solved], unit: "个", title: { zh: "解决疑难问题", en: "Problems solved" } }\n  unsolved:   { count: contact.closed, in: [unsolved], unit: "个", title: { zh: "未能解决的问题", en: "Problems not solved" } }\n  in_time:    { share_of: contact.solve, within: its_limit, title: { zh: "按期解决率", en: "Solved in time" } }\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
INSERT INTO programmes VALUES(999902001001,'opinions',1,replace('# What residents and units have to say, from whichever office hears it first to the answer and what\n# they think of it. Three clocks: collected in time, handled in time, fed back in time.\nprogramme: opinions\ntitle: { zh: "社情民意在线", en: "Residents'' voice" }\nalso: ["社区民意在线"]\nrows: [S000-09]\n\ncases:\n  matter:\n    help: { zh: "意见、建议、批评和需要社区办的事，由各个办公室受理，逐件答复。", en: "Opinions, suggestions, criticism and what the community should see to; each is answered." }\n    channels: [web, office, window, visit, phone, letter, grid]\n    anonymous: true\n    fields:\n      story:    { kind: text, longest: 1000, required_unless: photos }\n      where:    { kind: place, required: true }\n      photos:   { kind: photo, most: 6 }\n      kind:\n        kind: choice\n        find: true\n        of:\n          party_transfer: { zh: "党员组织关系转接", en: "Transfer of Party membership" }\n          neighbours:     { zh: "邻里纠纷", en: "Dispute between neighbours" }\n          leak:           { zh: "居民楼渗水堵塞", en: "Leak or blockage in a building" }\n          environment:    { zh: "环境卫生", en: "Environment" }\n          safety:         { zh: "安全隐患", en: "Safety" }\n          suggestion:     { zh: "建议", en: "Suggestion" }\n          criticism:      { zh: "批评", en: "Criticism" }\n          other:          { zh: "其他", en: "Other" }\n      urgency:  { kind: choice, of: [ordinary, urgent, danger], find: true }\n      reason:   { kind: text, longest: 500 }\n      result:   { kind: text, longest: 1000 }\n      reply:    { kind: text, longest: 1000 }\n      solved:   { kind: yes_no, find: true }\n      satisfaction: { kind: choice, of: [satisfied, mostly, unsatisfied] }\n    asks: [kind, urgency]\n    same: [kind, where]\n    warns: { times: 3, within: 30 days, tell: secretary }\n    rates: satisfaction\n    alerts:\n      - { field: urgency, is: [danger], tell: street_officer }\n    start: reported\n    ends: [closed, refused]\n    steps:\n      register:  { from: reported, to: registered, by: window, within: 4 workhours, needs: [kind], asks: [urgency] }\n      refuse:    { from: [reported, registered], to: refused, by: window, needs: [reason], danger: true }\n      dispatch:  { from: registered, to: handling, by: window, within: 1 workday, assigns: unit }\n      raise:     { from: registered, to: raised, by: window, or: secretary, needs: [reason] }\n      hand_down: { from: raised, to: handling, by: street_officer, within: 1 workday, assigns: unit, title: { zh: "街道交办", en: "Hand down" } }\n      send_back: { from: handling, to: registered, by: handler, until: 1 workday, needs: [reason], gives_back: true }\n      handle:\n        from: handling\n        to: handled\n        by: handler\n        within: { by: urgency, of: { danger: 2 hours, urgent: 1 workday }, otherwise: 5 workdays }\n        needs: [result]\n      feed_back: { from: handled, to: fed_back, by: window, within: 1 workday, needs: [reply] }\n      call_back: { from: fed_back, to: closed, by: window, within: 3 workdays, needs: [solved], asks: [satisfaction] }\n      rate:      { from: fed_back, to: closed, by: reporter, needs: [satisfaction] }\n      lapse:     { from: fed_back, to: closed, by: clock, after: 10 workdays }\n      reopen:    { from: [fed_back, closed], to: handling, by: reporter, or: window, until: 30 days, needs: [reason] }\n    extend: { most: 5 workdays, times: 1, approved_by: secretary }\n    pause:  { most: 10 workdays, times: 2 }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: secretary }\n      - { tell: street_officer }\n    notices:\n      registered: { to: reporter, zh: "您反映的事项（{number}）已登记。", en: "Your matter {number} is registered." }\n      refused:    { to: reporter, zh: "您反映的事项（{number}）未予受理：{reason}", en: "Your matter {number} is not accepted: {reason}" }\n      fed_back:   { to: reporter, zh: "您反映的事项（{number}）已答复：{reply}", en: "Your matter {number} is answered: {reply}" }\n    public: [kind, reply]\n\nfigures:\n  received:   { count: matter, title: { zh: "受理", en: "Received" } }\n  people:     { distinct: matter, title: { zh: "反映人", en: "People who spoke" } }\n  by_kind:    { count: matter, by: kind, title: { zh: "按类别", en: "By kind" } }\n  by_channel: { count: matter, by: channel, title: { zh: "按来源", en: "By channel" } }\n  handled:    { count: matter.handle, title: { zh: "办理完成", en: "Handled" } }\n  handled_by_kind: { count: matter.handle, by: kind, title: { zh: "办理完成，按类别", en: "Handled, by kind" } }\n  settled_early:   { count: matter.handle, where: { kind: neighbours }, within: its_limit, title: { zh: "矛盾及早化解", en: "Disputes settled early" } }\n  closed:     { count: matter.closed, in: [closed], title: { zh: "办结", en: "Closed" } }\n  collected_in_time: { share_of: matter.register, within: its_limit, title: { zh: "及时登记率", en: "Registered in time" } }\n  handled_in_time:   { share_of: matter.handle, within: its_limit, title: { zh: "及时办理率", en: "Handled in time" } }\n  fed_back_in_time:  { share_of: matter.feed_back, within: its_limit, title: { zh: "及时反馈率", en: "Fed back in time" } }\n  satisfied:  { share_of: matter.rated, in: [satisfied, mostly], title: { zh: "满意率", en: "Satisfied" } }\n  sent_back:  { share_of: matter.reopen, among: matter.feed_back, title: { zh: "重新办理率", en: "Reopened" } }\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
INSERT INTO programmes VALUES(999902001001,'summaries',1,replace('# The quarter''s summary of what residents said and what became of it, drafted from the figures of\n# every programme that hears them. Its prose is a beginning: people edit it before it is issued.\nprogramme: summaries\ntitle: { zh: "社情民意工作小结", en: "Summaries" }\n\nreports:\n  quarter:\n    title: { zh: "{place}{period}社情民意工作小结", en: "Residents'' voice: summary of the quarter" }\n    every: quarter\n    body:\n      - "{period}，{place}坚持及时收集、及时处理、及时反馈，各办公室、窗口和网格共受理居民事务{opinions.received}，办理完成{opinions.handled}（含以前受理的）。现将有关情况小结如下。"\n      - heading: "民意收集"\n      - "共受理{opinions.received}，涉及反映人{opinions.people}。按类别分：{opinions.by_kind}。按来源分：{opinions.by_channel}。及时登记率{opinions.collected_in_time}。"\n      - heading: "办理反馈"\n      - "及时办理率{opinions.handled_in_time}，及时反馈率{opinions.fed_back_in_time}，已办结{opinions.closed}（含以前受理的）。居民评价满意率{opinions.satisfied}，反馈后重新办理的占{opinions.sent_back}。"\n      - heading: "接待和维修"\n      - section: "来电来信来访咨询接待"\n      - "接待来电来信来访咨询{contacts.received}，其中咨询{contacts.questions}；解决疑难问题{contacts.solved}。"\n      - section: "公共部位问题处理"\n      - "受理漏、脏、堵、烂四类问题{defects.received}：{defects.by_kind}。按期处理率{defects.in_time}。"\n      - heading: "矛盾纠纷和信访"\n      - "排查出各类矛盾纠纷{disputes.found}，调处率{disputes.mediation_rate}；本季度调处的（含以前排查的），成功率{disputes.success_rate}。集体上访{petitions.collective}，群体性事件{petitions.incidents}，进京、赴省、去市上访{petitions.upward}。"\n      - heading: "下一步打算"\n      - "对到期未办结和居民评价不满意的事项逐件跟进，对同一地点反复出现的问题查明原因、源头解决。"\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
INSERT INTO programmes VALUES(999902001001,'through_train',1,replace('# A direct line to the staff. What comes in by it goes the way of every opinion, and keeps the name\n# of the channel it came by.\nprogramme: through_train\ntitle: { zh: "便民直通车", en: "Through train" }\nrows: [S000-18]\n\ncases:\n  line:\n    help: { zh: "想直接告诉书记的话，书记同时收到。", en: "What the secretary should hear directly." }\n    channels: [web, phone, office]\n    into: opinions.matter\n    tell: [secretary]\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
INSERT INTO programmes VALUES(999902001001,'disputes',1,replace('# Disputes among residents: found on rounds or brought by a party, mediated, and ended with an\n# agreement or without one. A failed mediation says where the parties can turn next.\nprogramme: disputes\ntitle: { zh: "矛盾纠纷排查调处", en: "Disputes" }\nalso: ["民间纠纷调处", "矛盾纠纷调处"]\nrows: [S001-39, S004-37]\n\ncases:\n  dispute:\n    title: { zh: "矛盾纠纷", en: "Dispute" }\n    channels: [grid, visit, phone, window, superior]\n    fields:\n      kind:\n        kind: choice\n        required: true\n        find: true\n        of:\n          neighbours: { zh: "邻里纠纷", en: "Between neighbours" }\n          family:     { zh: "婚姻家庭纠纷", en: "In the family" }\n          property:   { zh: "物业纠纷", en: "With the property company" }\n          labour:     { zh: "劳资纠纷", en: "Over work and pay" }\n          debt:       { zh: "债务纠纷", en: "Over debts" }\n          damage:     { zh: "损害赔偿纠纷", en: "Over damages" }\n          other:      { zh: "其他", en: "Other" }\n      story:     { kind: text, longest: 2000, required: true, title: { zh: "纠纷简况", en: "What it is about" } }\n      where:     { kind: place, required: true }\n      parties:   { kind: text, longest: 300, personal: true, title: { zh: "当事人", en: "Parties" } }\n      risk:\n        kind: choice\n        find: true\n        title: { zh: "激化风险", en: "Risk" }\n        of: { low: { zh: "低", en: "Low" }, high: { zh: "有激化苗头", en: "Could escalate" } }\n      process:   { kind: text, longest: 3000, title: { zh: "调解经过", en: "How it was mediated" } }\n      agreement: { kind: text, longest: 2000, title: { zh: "协议内容", en: "Agreement" } }\n      signed:    { kind: photo, most: 6, title: { zh: "协议照片", en: "Photo of the agreement" } }\n      advice:    { kind: text, longest: 1000, title: { zh: "后续途径告知", en: "Where to turn next" } }\n      reason:    { kind: text, longest: 500 }\n    asks: [risk]\n    alerts:\n      - { field: risk, is: [high], tell: street_officer }\n    start: found\n    ends: [succeeded, failed, refused]\n    states:\n      found:     { zh: "已排查，待受理", en: "Found" }\n      mediating: { zh: "调解中", en: "Being mediated" }\n      mediated:  { zh: "已调处", en: "Mediated" }\n      succeeded: { zh: "调解成功", en: "Settled" }\n      failed:    { zh: "调解不成", en: "Not settled" }\n    steps:\n      accept:  { from: found, to: mediating, by: mediator, within: 3 workdays, assigns: me }\n      refuse:  { from: found, to: refused, by: mediator, needs: [reason], danger: true }\n      mediate: { from: mediating, to: mediated, by: handler, within: 30 days, needs: [process], title: { zh: "调处", en: "Mediate" } }\n      succeed: { from: mediated, to: succeeded, by: mediator, within: 3 workdays, needs: [agreement], asks: [signed], title: { zh: "达成协议", en: "Settled" } }\n      fail:    { from: mediated, to: failed, by: mediator, needs: [advice], title: { zh: "调解不成", en: "Not settled" } }\n      reopen:  { from: [succeeded, failed], to: found, by: reporter, or: mediator, until: 60 days, needs: [reason] }\n    extend: { most: 30 days, times: 1, approved_by: secretary }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: secretary }\n    notices:\n      mediating: { to: reporter, zh: "您反映的纠纷（{number}）已开始调解。", en: "Mediation of {number} has begun." }\n\nfigures:\n  found:    { count: dispute, unit: "起", title: { zh: "排查", en: "Found" } }\n  by_kind:  { count: dispute, by: kind, unit: "起", title: { zh: "按类别", en: "By kind" } }\n  mediated: { count: dispute.mediate, unit: "起", title: { zh: "调处", en: "Mediated" } }\n  mediation_rate: { share_of: dispute.mediate, among: dispute, title: { zh: "调处率", en: "Mediated, of those found" } }\n  success_rate:   { share_of: dispute.succeed, among: dispute.mediate, title: { zh: "成功率", en: "Settled, of those mediated" } }\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
INSERT INTO programmes VALUES(999902001001,'petitions',1,replace('# Petitions and mass incidents: where they went, with how many people, and what became of them. Every\n# month somebody confirms that the register was kept, so that none means none.\nprogramme: petitions\ntitle: { zh: "信访与群体性事件", en: "Petitions and mass incidents" }\nalso: ["零集访", "零群体性事件"]\nrows: [S004-36]\n\ncases:\n  petition:\n    title: { zh: "信访事项", en: "Petition" }\n    channels: [visit, letter, phone, superior]\n    fields:\n      level:\n        kind: choice\n        required: true\n        find: true\n        title: { zh: "信访层级", en: "Level" }\n        of:\n          community: { zh: "到社区、街道", en: "Community or street" }\n          district:  { zh: "到区", en: "District" }\n          city:      { zh: "去市", en: "City" }\n          province:  { zh: "赴省", en: "Province" }\n          capital:   { zh: "进京", en: "Capital" }\n      form:\n        kind: choice\n        required: true\n        find: true\n        title: { zh: "形式", en: "Form" }\n        of:\n          single:     { zh: "个人访", en: "By one" }\n          collective: { zh: "集体访", en: "By five or more" }\n          incident:   { zh: "群体性事件", en: "Mass incident" }\n      people:  { kind: number, least: 1, most: 100000, required: true, title: { zh: "人数", en: "People" } }\n      story:   { kind: text, longest: 2000, required: true, title: { zh: "诉求", en: "Demand" } }\n      where:   { kind: place, required: true }\n      result:  { kind: text, longest: 2000 }\n      reply:   { kind: text, longest: 2000 }\n      reason:  { kind: text, longest: 500 }\n    alerts:\n      - { field: level, is: [city, province, capital], tell: street_officer }\n      - { field: form, is: [collective, incident], tell: street_officer }\n    zero_reports: { every: month, by: secretary }\n    seen_by: [window, secretary, street_officer]\n    start: reported\n    ends: [closed, refused]\n    steps:\n      # The days are a beginning, not a quotation: set them by the rules that bind your office.\n      accept:  { from: reported, to: handling, by: window, within: 15 days, assigns: unit }\n      refuse:  { from: reported, to: refused, by: window, needs: [reason], danger: true }\n      handle:  { from: handling, to: handled, by: handler, within: 60 days, needs: [result] }\n      feed_back: { from: handled, to: closed, by: window, within: 3 workdays, needs: [reply] }\n      reopen:  { from: closed, to: handling, by: reporter, or: window, until: 30 days, needs: [reason] }\n    extend: { most: 30 days, times: 1, approved_by: street_officer }\n    late:\n      - { tell: whoever_is_due }\n      - { tell: [secretary, street_officer] }\n\nfigures:\n  received:   { count: petition, unit: "起", title: { zh: "信访", en: "Petitions" } }\n  by_level:   { count: petition, by: level, unit: "起", watched: true, title: { zh: "按层级", en: "By level" } }\n  by_form:    { count: petition, by: form, unit: "起", watched: true, title: { zh: "按形式", en: "By form" } }\n  upward:     { count: petition, where: { level: [city, province, capital] }, unit: "起", watched: true, title: { zh: "进京、赴省、去市上访", en: "To the city, province or capital" } }\n  collective: { count: petition, where: { form: collective }, unit: "起", watched: true, title: { zh: "集体上访", en: "Collective" } }\n  incidents:  { count: petition, where: { form: incident }, unit: "起", watched: true, title: { zh: "群体性事件", en: "Mass incidents" } }\n  in_time:    { share_of: petition.handle, within: its_limit, title: { zh: "按期办结率", en: "Handled in time" } }\n','\n',char(10)),1794276000427020,X'01a1c32f027274c18810511c0ce1c65f');
CREATE TABLE scope (
    tenant integer not null references tenants (tenant),
    within blob    not null,
    list text  not null,
    sort integer not null,
    record blob    not null,
    primary key (tenant, within, list, sort, record)
) strict, without rowid;
INSERT INTO scope VALUES(999902001001,X'01a1c32f01c4766793828058028ecd94','case:opinions.matter',-1794276001621865,X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO scope VALUES(999902001001,X'01a1c32f01c4766793828058028ecd94','cases',-1794276001621865,X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO scope VALUES(999902001001,X'01a1c32f01c4766793828058028ecd94','cases.due',1794297601621865,X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO scope VALUES(999902001001,X'01a1c32f01c4766793828058028ecd94','due:opinions.matter',1794297601621865,X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO scope VALUES(999902001001,X'01a1c32f01c4766793828058028ecd94','todo:window',1794297601621865,X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO scope VALUES(999902001001,X'01a1c32f063e75678437d27faa4f8bed','mine',-1794276001621865,X'01a1c32f075574f4981607f6a7ac361c');
CREATE TABLE facts (
    tenant integer not null references tenants (tenant),
    part text  not null,
    field text  not null,
    word text  not null,  
    number integer not null,  
    record blob    not null,
    primary key (tenant, part, field, word, number, record)
) strict, without rowid;
INSERT INTO facts VALUES(999902001001,'opinions.matter','opened','web',1794276001621865,X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO facts VALUES(999902001001,'opinions.matter','persons','01a1c32f-063e-7567-8437-d27faa4f8bed',1794276001621865,X'01a1c32f075574f4981607f6a7ac361c');
CREATE TABLE files (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    media_type text    not null,
    size integer   not null,
    key blob      not null,  
    record blob,                
    account blob,
    made integer not null,
    primary key (tenant, id)
) strict;
INSERT INTO files VALUES(999902001001,X'01a1c32f074e73c3b9dde6579ecd235a','image/jpeg',1230,X'01a1c32f074e7d33b6b1da854904255a',X'01a1c32f075574f4981607f6a7ac361c',X'01a1c32f063e75678437d27faa4f8bed',1794276001614370);
CREATE TABLE followers (
    tenant integer not null references tenants (tenant),
    name text  not null,
    seq integer not null,
    primary key (tenant, name)
) strict;
INSERT INTO followers VALUES(999902001001,'posts.days',20767);
CREATE TABLE notices (
    tenant integer   not null references tenants (tenant),
    account blob      not null,
    seq integer   not null,  
    at integer not null,
    kind text    not null,
    record blob,
    words_zh text    not null,
    words_en text    not null,
    read integer,
    primary key (tenant, account, seq)
) strict, without rowid;
CREATE TABLE places (
    tenant integer not null references tenants (tenant),
    id blob    not null,
    parent blob,             
    path text  not null,
    kind text  not null, 
    name text  not null,
    scheme text  not null, 
    code text  not null,
    longitude integer,          
    latitude integer,
    note text  not null,
    from_day integer   not null,
    to_day integer,
    edition integer not null,
    primary key (tenant, id),
    unique (tenant, path),
    foreign key (tenant, parent) references places (tenant, id)
) strict;
INSERT INTO places VALUES(999902001001,X'01a1c32f01c4766793828058028ecd94',NULL,'/0001','community','我们的街道','division','999902001001',NULL,NULL,'',20767,NULL,1);
INSERT INTO places VALUES(999902001001,X'01a1c32f025176359c8c60bb8e3bd2f6',X'01a1c32f01c4766793828058028ecd94','/0001/000g','grid','第一网格','','',NULL,NULL,'',20767,NULL,1);
INSERT INTO places VALUES(999902001001,X'01a1c32f03e0704ea4706559de68a692',X'01a1c32f01c4766793828058028ecd94','/0001/000w','grid','第二网格','','',NULL,NULL,'',20767,NULL,1);
INSERT INTO places VALUES(999902001001,X'01a1c32f05b3770aa2295d4467c2d6cb',X'01a1c32f01c4766793828058028ecd94','/0001/001c','estate','望潮新村','','',NULL,NULL,'',20767,NULL,1);
INSERT INTO places VALUES(999902001001,X'01a1c32f05b37a0ea1976045191790d8',X'01a1c32f05b3770aa2295d4467c2d6cb','/0001/001c/001c','building','3幢','','',NULL,NULL,'',20767,NULL,1);
INSERT INTO places VALUES(999902001001,X'01a1c32f05b378e7a6754d91638d5a7e',X'01a1c32f05b37a0ea1976045191790d8','/0001/001c/001c/018w','house','101','','',NULL,NULL,'',20767,NULL,1);
CREATE TABLE former_paths (
    tenant integer not null references tenants (tenant),
    path text  not null,
    place blob    not null,
    until integer   not null,
    primary key (tenant, path)
) strict, without rowid;
CREATE TABLE persons (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    key blob      not null,  
    name text    not null,
    pinyin text    not null,
    former_name text    not null,
    foreign_name text    not null,
    sex text    not null,  
    birth integer,
    id_kind text    not null,  
    id_number text    not null,  
    nationality text    not null,  
    ethnic text    not null,  
    native_place text    not null,  
    marital text    not null,  
    political text    not null,  
    education text    not null,  
    health text    not null,  
    employment text    not null,  
    occupation_class text    not null,  
    occupation text    not null,
    workplace text    not null,
    registered_division text    not null,  
    registered_address text    not null,
    home_division text    not null,  
    home_address text    not null,
    note text    not null,
    home blob,                
    path text    not null,
    registered blob,                
    registered_path text,
    present integer   not null,  
    separated integer   not null,  
    died integer,
    merged_into blob,
    erased integer,
    made integer not null,
    edition integer   not null,
    primary key (tenant, id),
    foreign key (tenant, home) references places (tenant, id),
    foreign key (tenant, registered) references places (tenant, id)
) strict;
INSERT INTO persons VALUES(999902001001,X'01a1c32f05b3765a844630682a868056',X'01a1c32f05b377f38a71674b06928098','夏知秋','xia4zhi1qiu1 夏知秋','','','',NULL,'','','','','','','','','','','','','','','','','','',X'01a1c32f05b378e7a6754d91638d5a7e','/0001/001c/001c/018w',NULL,NULL,1,0,NULL,NULL,NULL,1794276001203927,1);
INSERT INTO persons VALUES(999902001001,X'01a1c32f05b37ed0924a70211538204b',X'01a1c32f05b3766ab53fdf3aa6efcac3','夏雨','xia4yu3 夏雨','','','',NULL,'','','','','','','','','','','','','','','','','','',X'01a1c32f05b378e7a6754d91638d5a7e','/0001/001c/001c/018w',NULL,NULL,1,0,NULL,NULL,NULL,1794276001203927,1);
CREATE TABLE phones (
    tenant integer not null,
    person blob    not null,
    position integer not null,
    sealed text  not null,
    primary key (tenant, person, position)
) strict, without rowid;
INSERT INTO phones VALUES(999902001001,X'01a1c32f05b3765a844630682a868056',1,'v1.x5bx-506rIk_wjJhSJPVUqaWEDxqFbZVXWJ9BvffcUIg2EFtoTegK2fuQ857dZB6ymlE');
INSERT INTO phones VALUES(999902001001,X'01a1c32f05b37ed0924a70211538204b',1,'v1.UefhSqTLGKmrAez5O5xOqiRg7yWMyWTTKNX5Nb8sho2eFJXBhVX55tQvw7Zt6neIOx37');
CREATE TABLE traces (
    tenant integer not null,
    field text  not null,  
    trace blob  not null,
    record blob    not null,
    primary key (tenant, field, trace, record)
) strict, without rowid;
INSERT INTO traces VALUES(999902001001,'case_phone',X'52e2d4713589117378fdf79b62aa9db1',X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO traces VALUES(999902001001,'case_phone_tail',X'8a664b43440dd73ceff9185d691e9727',X'01a1c32f075574f4981607f6a7ac361c');
INSERT INTO traces VALUES(999902001001,'phone',X'139c6bf4b8264230a09e66fe61f465b2',X'01a1c32f05b3765a844630682a868056');
INSERT INTO traces VALUES(999902001001,'phone',X'51322161e21f4a18343da30b34536e69',X'01a1c32f05b37ed0924a70211538204b');
INSERT INTO traces VALUES(999902001001,'phone_tail',X'0e83c8171d409981af29273fb38e8554',X'01a1c32f05b37ed0924a70211538204b');
INSERT INTO traces VALUES(999902001001,'phone_tail',X'bd29942567b7d5d44e8ac483dbf72302',X'01a1c32f05b3765a844630682a868056');
CREATE TABLE grams (
    tenant integer not null,
    kind text  not null,  
    gram text  not null,
    path text  not null,
    record blob    not null,
    primary key (tenant, kind, gram, path, record)
) strict, without rowid;
INSERT INTO grams VALUES(999902001001,'person','x','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','x','/0001/001c/001c/018w',X'01a1c32f05b37ed0924a70211538204b');
INSERT INTO grams VALUES(999902001001,'person','xy','/0001/001c/001c/018w',X'01a1c32f05b37ed0924a70211538204b');
INSERT INTO grams VALUES(999902001001,'person','xz','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','xzq','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','夏','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','夏','/0001/001c/001c/018w',X'01a1c32f05b37ed0924a70211538204b');
INSERT INTO grams VALUES(999902001001,'person','夏知','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','夏雨','/0001/001c/001c/018w',X'01a1c32f05b37ed0924a70211538204b');
INSERT INTO grams VALUES(999902001001,'person','知','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','知秋','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','秋','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056');
INSERT INTO grams VALUES(999902001001,'person','雨','/0001/001c/001c/018w',X'01a1c32f05b37ed0924a70211538204b');
INSERT INTO grams VALUES(999902001001,'place','#101','/0001/001c/001c/018w',X'01a1c32f05b378e7a6754d91638d5a7e');
INSERT INTO grams VALUES(999902001001,'place','#3','/0001/001c/001c',X'01a1c32f05b37a0ea1976045191790d8');
INSERT INTO grams VALUES(999902001001,'place','0','/0001/001c/001c/018w',X'01a1c32f05b378e7a6754d91638d5a7e');
INSERT INTO grams VALUES(999902001001,'place','01','/0001/001c/001c/018w',X'01a1c32f05b378e7a6754d91638d5a7e');
INSERT INTO grams VALUES(999902001001,'place','1','/0001/001c/001c/018w',X'01a1c32f05b378e7a6754d91638d5a7e');
INSERT INTO grams VALUES(999902001001,'place','10','/0001/001c/001c/018w',X'01a1c32f05b378e7a6754d91638d5a7e');
INSERT INTO grams VALUES(999902001001,'place','101','/0001/001c/001c/018w',X'01a1c32f05b378e7a6754d91638d5a7e');
INSERT INTO grams VALUES(999902001001,'place','3','/0001/001c/001c',X'01a1c32f05b37a0ea1976045191790d8');
INSERT INTO grams VALUES(999902001001,'place','3z','/0001/001c/001c',X'01a1c32f05b37a0ea1976045191790d8');
INSERT INTO grams VALUES(999902001001,'place','3幢','/0001/001c/001c',X'01a1c32f05b37a0ea1976045191790d8');
INSERT INTO grams VALUES(999902001001,'place','d','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','d','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','de','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','dew','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','dewg','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','dy','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','dyw','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','dywg','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','w','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','w','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','wc','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','wcx','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','wcxc','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','wm','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','wmd','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','wmdj','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','wmdjd','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','一','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','一网','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','二','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','二网','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','们','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','们的','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','幢','/0001/001c/001c',X'01a1c32f05b37a0ea1976045191790d8');
INSERT INTO grams VALUES(999902001001,'place','我','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','我们','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','新','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','新村','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','望','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','望潮','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','村','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','格','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','格','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','潮','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','潮新','/0001/001c',X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO grams VALUES(999902001001,'place','的','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','的街','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','第','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','第','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','第一','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','第二','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','网','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','网','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','网格','/0001/000g',X'01a1c32f025176359c8c60bb8e3bd2f6');
INSERT INTO grams VALUES(999902001001,'place','网格','/0001/000w',X'01a1c32f03e0704ea4706559de68a692');
INSERT INTO grams VALUES(999902001001,'place','街','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','街道','/0001',X'01a1c32f01c4766793828058028ecd94');
INSERT INTO grams VALUES(999902001001,'place','道','/0001',X'01a1c32f01c4766793828058028ecd94');
CREATE TABLE residences (
    tenant integer not null,
    person blob    not null,
    kind text  not null,
    from_day integer   not null,
    to_day integer,
    place blob    not null,
    path text  not null,
    basis text  not null,  
    reason text  not null,  
    primary key (tenant, person, kind, from_day),
    foreign key (tenant, place) references places (tenant, id)
) strict, without rowid;
INSERT INTO residences VALUES(999902001001,X'01a1c32f05b3765a844630682a868056','lives',20767,NULL,X'01a1c32f05b378e7a6754d91638d5a7e','/0001/001c/001c/018w','','');
INSERT INTO residences VALUES(999902001001,X'01a1c32f05b37ed0924a70211538204b','lives',20767,NULL,X'01a1c32f05b378e7a6754d91638d5a7e','/0001/001c/001c/018w','','');
CREATE TABLE households (
    tenant integer not null references tenants (tenant),
    id blob    not null,
    number text  not null,  
    place blob    not null,
    path text  not null,
    head blob,
    note text  not null,
    from_day integer   not null,
    to_day integer,
    edition integer not null,
    primary key (tenant, id),
    foreign key (tenant, place) references places (tenant, id)
) strict;
INSERT INTO households VALUES(999902001001,X'01a1c32f05b37e65a7b03d4fbd81a39e','1',X'01a1c32f05b378e7a6754d91638d5a7e','/0001/001c/001c/018w',X'01a1c32f05b3765a844630682a868056','',20767,NULL,2);
CREATE TABLE members (
    tenant integer not null,
    household blob    not null,
    person blob    not null,
    from_day integer   not null,
    to_day integer,
    relation text  not null,  
    primary key (tenant, household, person, from_day),
    foreign key (tenant, household) references households (tenant, id),
    foreign key (tenant, person) references persons (tenant, id)
) strict, without rowid;
INSERT INTO members VALUES(999902001001,X'01a1c32f05b37e65a7b03d4fbd81a39e',X'01a1c32f05b3765a844630682a868056',20767,NULL,'02');
INSERT INTO members VALUES(999902001001,X'01a1c32f05b37e65a7b03d4fbd81a39e',X'01a1c32f05b37ed0924a70211538204b',20767,NULL,'20');
CREATE TABLE houses (
    tenant integer not null references tenants (tenant),
    place blob    not null,
    key blob    not null,
    code text  not null,  
    use text  not null,
    area integer,           
    owner_person blob,
    owner_unit blob,
    owner_name text  not null,
    owner_document text  not null,  
    owner_phone text  not null,  
    rented integer not null,
    rented_for text  not null,
    hazard text  not null,
    note text  not null,
    edition integer not null,
    primary key (tenant, place),
    foreign key (tenant, place) references places (tenant, id)
) strict, without rowid;
CREATE TABLE units (
    tenant integer not null references tenants (tenant),
    id blob    not null,
    key blob    not null,
    kind text  not null,  
    name text  not null,
    pinyin text  not null,
    code text  not null,  
    parent blob,
    tree text  not null,
    place blob    not null,
    path text  not null,
    address text  not null,
    legal_person text  not null,
    contact text  not null,
    phone text  not null,  
    staff integer,
    note text  not null,
    from_day integer   not null,
    to_day integer,
    edition integer not null,
    primary key (tenant, id),
    unique (tenant, tree),
    foreign key (tenant, parent) references units (tenant, id),
    foreign key (tenant, place) references places (tenant, id)
) strict;
CREATE TABLE posts (
    tenant integer not null references tenants (tenant),
    id blob    not null,
    role text  not null,
    place blob    not null,
    path text  not null,
    unit blob,
    account blob,
    person blob,
    name text  not null,  
    stands_in_for blob,              
    from_day integer   not null,
    to_day integer,
    reason text  not null,  
    edition integer not null,
    primary key (tenant, id),
    foreign key (tenant, place) references places (tenant, id),
    foreign key (tenant, unit) references units (tenant, id),
    foreign key (tenant, account) references accounts (tenant, id),
    foreign key (tenant, person) references persons (tenant, id),
    foreign key (tenant, stands_in_for) references posts (tenant, id)
) strict;
INSERT INTO posts VALUES(999902001001,X'01a1c32f02a2735f87c632b360052a52','administrator',X'01a1c32f01c4766793828058028ecd94','/0001',NULL,X'01a1c32f027274c18810511c0ce1c65f',NULL,'',NULL,20767,NULL,'',1);
INSERT INTO posts VALUES(999902001001,X'01a1c32f064b77d8b97fbae29562b9d9','window',X'01a1c32f01c4766793828058028ecd94','/0001',NULL,X'01a1c32f063e75678437d27faa4f8bed',NULL,'',NULL,20767,NULL,'',1);
CREATE TABLE slips (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    trace blob    not null,  
    person blob,                
    account blob,                
    maker blob,
    made integer not null,
    ends integer not null,
    used integer,
    primary key (tenant, id),
    unique (tenant, trace)
) strict;
INSERT INTO slips VALUES(999902001001,X'01a1c32f064e7c748f6ee99111c0725f',X'ed68e70035445abcfa541af7f9a11c8c',NULL,X'01a1c32f063e75678437d27faa4f8bed',X'01a1c32f027274c18810511c0ce1c65f',1794276001358955,1794880801358955,1794276001425145);
CREATE TABLE proposals (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    person blob      not null,
    path text    not null,
    fields text    not null,  
    sealed text    not null,  
    state text    not null,  
    reason text    not null,
    account blob      not null,
    made integer not null,
    decided integer,
    primary key (tenant, id),
    foreign key (tenant, person) references persons (tenant, id)
) strict;
CREATE TABLE cases (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    year integer   not null,  
    ordinal integer   not null,
    programme text    not null,
    version integer   not null,  
    part text    not null,  
    place blob      not null,
    path text    not null,
    channel text    not null,
    intake blob,                
    state text    not null,
    since integer not null,  
    opened integer not null,
    closed integer,
    key blob      not null,  
    fields text    not null,  
    clock text    not null,  
    due integer,           
    calendar integer   not null,  
    paused integer   not null,  
    request text    not null,  
    asked_by blob,                
    asked_of text    not null,  
    asked_at blob,                
    rung integer   not null,  
    late integer   not null,  
    turn text    not null,  
    seat blob,                
    merged_into blob,
    edition integer   not null,
    primary key (tenant, id),
    unique (tenant, year, ordinal),
    foreign key (tenant, place) references places (tenant, id)
) strict;
INSERT INTO cases VALUES(999902001001,X'01a1c32f075574f4981607f6a7ac361c',2026,1,'opinions',1,'opinions.matter',X'01a1c32f01c4766793828058028ecd94','/0001','web',NULL,'reported',1794276001621865,1794276001621865,NULL,X'01a1c32f075574e5b12f7338da0afa8c','{"story":"v1.4Re79cD9bnLDewaotj6Hcxqwu4QMmlxBCa_PO5BArr7SmITiKwXtTszibhjpRvWD3M6SqG_nUGRdEWzup0YE","where":"01a1c32f-01c4-7667-9382-8058028ecd94","photos":["01a1c32f-074e-73c3-b9dd-e6579ecd235a"]}','[{"was":"started","at":1794276001621865,"limit":"4 workhours"}]',1794297601621865,3,0,'',NULL,'',NULL,0,0,'window',X'01a1c32f01c4766793828058028ecd94',NULL,1);
CREATE TABLE parties (
    tenant integer   not null references tenants (tenant),
    case_id blob      not null,
    position integer   not null,  
    person blob,
    unit blob,
    account blob,
    name text    not null,  
    phone text    not null,  
    code blob,              
    joined integer not null,
    gone integer,           
    became integer,             
    primary key (tenant, case_id, position),
    unique (tenant, code),
    foreign key (tenant, case_id) references cases (tenant, id)
) strict, without rowid;
INSERT INTO parties VALUES(999902001001,X'01a1c32f075574f4981607f6a7ac361c',0,NULL,NULL,X'01a1c32f063e75678437d27faa4f8bed','v1._788Gt0pvQFUgQGcnga36kS3jRH8wARZ_qnGJ0nC1K6z6uJMsnGEsOT9nUDikMb9CXOc','v1.bOhCwHFm8qpsn-VHBeR7NDAGWQhIqYjm-T_LdvXRraxcH_AuQSN83BLESW7p0Y0lgt7-Dmw',X'e372597c896edc8345210d60e7bdd38d',1794276001621865,NULL,NULL);
CREATE TABLE hands (
    tenant integer   not null references tenants (tenant),
    case_id blob      not null,
    position integer   not null,
    unit blob,
    post blob,
    role text    not null,  
    leads integer   not null,
    state text    not null,  
    given integer not null,
    primary key (tenant, case_id, position),
    foreign key (tenant, case_id) references cases (tenant, id)
) strict, without rowid;
CREATE TABLE alarms (
    tenant integer   not null references tenants (tenant),
    at integer not null,
    record blob      not null,
    kind text    not null,
    primary key (tenant, at, record, kind)
) strict, without rowid;
INSERT INTO alarms VALUES(999902001001,1794297601621865,X'01a1c32f075574f4981607f6a7ac361c','late');
CREATE TABLE calendars (
    tenant integer   not null references tenants (tenant),
    version integer   not null,
    text text    not null,  
    made integer not null,
    account blob,
    primary key (tenant, version)
) strict;
INSERT INTO calendars VALUES(999902001001,1,replace('2024-01-01,off,元旦\n2024-02-04,work,春节\n2024-02-10,off,春节\n2024-02-11,off,春节\n2024-02-12,off,春节\n2024-02-13,off,春节\n2024-02-14,off,春节\n2024-02-15,off,春节\n2024-02-16,off,春节\n2024-02-17,off,春节\n2024-02-18,work,春节\n2024-04-04,off,清明节\n2024-04-05,off,清明节\n2024-04-06,off,清明节\n2024-04-07,work,清明节\n2024-04-28,work,劳动节\n2024-05-01,off,劳动节\n2024-05-02,off,劳动节\n2024-05-03,off,劳动节\n2024-05-04,off,劳动节\n2024-05-05,off,劳动节\n2024-05-11,work,劳动节\n2024-06-10,off,端午节\n2024-09-14,work,中秋节\n2024-09-15,off,中秋节\n2024-09-16,off,中秋节\n2024-09-17,off,中秋节\n2024-09-29,work,国庆节\n2024-10-01,off,国庆节\n2024-10-02,off,国庆节\n2024-10-03,off,国庆节\n2024-10-04,off,国庆节\n2024-10-05,off,国庆节\n2024-10-06,off,国庆节\n2024-10-07,off,国庆节\n2024-10-12,work,国庆节\n','\n',char(10)),1794276000470793,NULL);
INSERT INTO calendars VALUES(999902001001,2,replace('2024-01-01,off,元旦\n2024-02-04,work,春节\n2024-02-10,off,春节\n2024-02-11,off,春节\n2024-02-12,off,春节\n2024-02-13,off,春节\n2024-02-14,off,春节\n2024-02-15,off,春节\n2024-02-16,off,春节\n2024-02-17,off,春节\n2024-02-18,work,春节\n2024-04-04,off,清明节\n2024-04-05,off,清明节\n2024-04-06,off,清明节\n2024-04-07,work,清明节\n2024-04-28,work,劳动节\n2024-05-01,off,劳动节\n2024-05-02,off,劳动节\n2024-05-03,off,劳动节\n2024-05-04,off,劳动节\n2024-05-05,off,劳动节\n2024-05-11,work,劳动节\n2024-06-10,off,端午节\n2024-09-14,work,中秋节\n2024-09-15,off,中秋节\n2024-09-16,off,中秋节\n2024-09-17,off,中秋节\n2024-09-29,work,国庆节\n2024-10-01,off,国庆节\n2024-10-02,off,国庆节\n2024-10-03,off,国庆节\n2024-10-04,off,国庆节\n2024-10-05,off,国庆节\n2024-10-06,off,国庆节\n2024-10-07,off,国庆节\n2024-10-12,work,国庆节\n2025-01-01,off,元旦\n2025-01-26,work,春节\n2025-01-28,off,春节\n2025-01-29,off,春节\n2025-01-30,off,春节\n2025-01-31,off,春节\n2025-02-01,off,春节\n2025-02-02,off,春节\n2025-02-03,off,春节\n2025-02-04,off,春节\n2025-02-08,work,春节\n2025-04-04,off,清明节\n2025-04-05,off,清明节\n2025-04-06,off,清明节\n2025-04-27,work,劳动节\n2025-05-01,off,劳动节\n2025-05-02,off,劳动节\n2025-05-03,off,劳动节\n2025-05-04,off,劳动节\n2025-05-05,off,劳动节\n2025-05-31,off,端午节\n2025-06-01,off,端午节\n2025-06-02,off,端午节\n2025-09-28,work,国庆节\n2025-10-01,off,国庆节\n2025-10-02,off,国庆节\n2025-10-03,off,国庆节\n2025-10-04,off,国庆节\n2025-10-05,off,国庆节\n2025-10-06,off,中秋节\n2025-10-07,off,国庆节\n2025-10-08,off,国庆节\n2025-10-11,work,国庆节\n','\n',char(10)),1794276000478896,NULL);
INSERT INTO calendars VALUES(999902001001,3,replace('2024-01-01,off,元旦\n2024-02-04,work,春节\n2024-02-10,off,春节\n2024-02-11,off,春节\n2024-02-12,off,春节\n2024-02-13,off,春节\n2024-02-14,off,春节\n2024-02-15,off,春节\n2024-02-16,off,春节\n2024-02-17,off,春节\n2024-02-18,work,春节\n2024-04-04,off,清明节\n2024-04-05,off,清明节\n2024-04-06,off,清明节\n2024-04-07,work,清明节\n2024-04-28,work,劳动节\n2024-05-01,off,劳动节\n2024-05-02,off,劳动节\n2024-05-03,off,劳动节\n2024-05-04,off,劳动节\n2024-05-05,off,劳动节\n2024-05-11,work,劳动节\n2024-06-10,off,端午节\n2024-09-14,work,中秋节\n2024-09-15,off,中秋节\n2024-09-16,off,中秋节\n2024-09-17,off,中秋节\n2024-09-29,work,国庆节\n2024-10-01,off,国庆节\n2024-10-02,off,国庆节\n2024-10-03,off,国庆节\n2024-10-04,off,国庆节\n2024-10-05,off,国庆节\n2024-10-06,off,国庆节\n2024-10-07,off,国庆节\n2024-10-12,work,国庆节\n2025-01-01,off,元旦\n2025-01-26,work,春节\n2025-01-28,off,春节\n2025-01-29,off,春节\n2025-01-30,off,春节\n2025-01-31,off,春节\n2025-02-01,off,春节\n2025-02-02,off,春节\n2025-02-03,off,春节\n2025-02-04,off,春节\n2025-02-08,work,春节\n2025-04-04,off,清明节\n2025-04-05,off,清明节\n2025-04-06,off,清明节\n2025-04-27,work,劳动节\n2025-05-01,off,劳动节\n2025-05-02,off,劳动节\n2025-05-03,off,劳动节\n2025-05-04,off,劳动节\n2025-05-05,off,劳动节\n2025-05-31,off,端午节\n2025-06-01,off,端午节\n2025-06-02,off,端午节\n2025-09-28,work,国庆节\n2025-10-01,off,国庆节\n2025-10-02,off,国庆节\n2025-10-03,off,国庆节\n2025-10-04,off,国庆节\n2025-10-05,off,国庆节\n2025-10-06,off,中秋节\n2025-10-07,off,国庆节\n2025-10-08,off,国庆节\n2025-10-11,work,国庆节\n2026-01-01,off,元旦\n2026-01-02,off,元旦\n2026-01-03,off,元旦\n2026-01-04,work,元旦\n2026-02-14,work,春节\n2026-02-15,off,春节\n2026-02-16,off,春节\n2026-02-17,off,春节\n2026-02-18,off,春节\n2026-02-19,off,春节\n2026-02-20,off,春节\n2026-02-21,off,春节\n2026-02-22,off,春节\n2026-02-23,off,春节\n2026-02-28,work,春节\n2026-04-04,off,清明节\n2026-04-05,off,清明节\n2026-04-06,off,清明节\n2026-05-01,off,劳动节\n2026-05-02,off,劳动节\n2026-05-03,off,劳动节\n2026-05-04,off,劳动节\n2026-05-05,off,劳动节\n2026-05-09,work,劳动节\n2026-06-19,off,端午节\n2026-06-20,off,端午节\n2026-06-21,off,端午节\n2026-09-20,work,国庆节\n2026-09-25,off,中秋节\n2026-09-26,off,中秋节\n2026-09-27,off,中秋节\n2026-10-01,off,国庆节\n2026-10-02,off,国庆节\n2026-10-03,off,国庆节\n2026-10-04,off,国庆节\n2026-10-05,off,国庆节\n2026-10-06,off,国庆节\n2026-10-07,off,国庆节\n2026-10-10,work,国庆节\n','\n',char(10)),1794276000486734,NULL);
CREATE TABLE routes (
    tenant integer not null references tenants (tenant),
    part text  not null,  
    word text  not null,  
    place blob    not null,
    path text  not null,
    unit blob    not null,
    primary key (tenant, part, word, place),
    foreign key (tenant, place) references places (tenant, id)
) strict, without rowid;
CREATE TABLE watches (
    tenant integer   not null references tenants (tenant),
    part text    not null,
    place blob      not null,
    path text    not null,
    from_day integer     not null,
    to_day integer     not null,  
    counted integer   not null,
    account blob,
    made integer not null,
    primary key (tenant, part, place, from_day),
    foreign key (tenant, place) references places (tenant, id)
) strict, without rowid;
CREATE TABLE reports (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    programme text    not null,
    name text    not null,  
    version integer   not null,
    place blob      not null,
    path text    not null,
    from_day integer     not null,
    to_day integer     not null,  
    title text    not null,
    signed_by text    not null,
    body text    not null,  
    made integer not null,
    issued integer,
    issued_by blob,
    edition integer   not null,
    primary key (tenant, id),
    foreign key (tenant, place) references places (tenant, id)
) strict;
CREATE TABLE report_figures (
    tenant integer not null references tenants (tenant),
    report blob    not null,
    figure text  not null,  
    version integer not null, 
    count integer not null,
    among integer not null,
    said text  not null,  
    asked text  not null,  
    primary key (tenant, report, figure),
    foreign key (tenant, report) references reports (tenant, id)
) strict, without rowid;
CREATE TABLE report_records (
    tenant integer not null references tenants (tenant),
    report blob    not null,
    figure text  not null,
    record blob    not null,
    primary key (tenant, report, figure, record),
    foreign key (tenant, report) references reports (tenant, id)
) strict, without rowid;
CREATE TABLE imports (
    tenant integer   not null references tenants (tenant),
    id blob      not null,
    key blob      not null,
    kind text    not null,  
    name text    not null,  
    file blob,                
    place blob      not null,  
    path text    not null,
    options text    not null,  
    state text    not null,  
    refusal text    not null,  
    header text    not null,  
    account blob,                
    made integer not null,
    ended integer,
    stage integer   not null,  
    line integer   not null,  
    rows integer   not null,  
    seen integer   not null,  
    fresh integer   not null,
    updated integer   not null,
    same integer   not null,
    maybe integer   not null,
    bad integer   not null,
    warned integer   not null,  
    places integer   not null,
    edition integer   not null,
    primary key (tenant, id)
) strict;
INSERT INTO imports VALUES(999902001001,X'01a1c32f050b788db9c91e7021e9b18f',X'01a1c32f05147847885034596720c9d2','people','people.csv',X'01a1c32f050b788db9c91e7021e9b18f',X'01a1c32f01c4766793828058028ecd94','/0001','{"sheet":"","as_of":null,"make_places":true,"columns":{}}','done','{}','[{"title":"姓名","field":"name"},{"title":"现住地址","field":"home"},{"title":"户编号","field":"household_number"},{"title":"与户主关系","field":"relation"},{"title":"联系电话","field":"phones"}]',NULL,1794276001044172,1794276001495562,1,0,2,2,2,0,0,0,0,0,3,8);
CREATE TABLE import_lines (
    tenant integer not null references tenants (tenant),
    import blob    not null,
    line integer not null,
    verdict text  not null,  
    warned integer not null,
    later integer not null,  
    decision text  not null,  
    record blob,              
    edition integer not null,  
    sealed text  not null,  
    primary key (tenant, import, line),
    foreign key (tenant, import) references imports (tenant, id)
) strict, without rowid;
INSERT INTO import_lines VALUES(999902001001,X'01a1c32f050b788db9c91e7021e9b18f',2,'new',0,0,'',X'01a1c32f05b3765a844630682a868056',1,'v1.4MSrSubzRKOhb6GyX-xS_goYI4V2GPz8FyXAiI24Z4IFaOPgwIX1Sjdvndlb-skDDAij5EiewrGyxiKRE4jcX3KXav7nUgAh-bceprcSe6QsgRAzrCk3pe2PRt6AQzY8We7OXa26AdLsH00hmtIvmM1TuVqQVxl1xkZqAaH8_o0LOdLjA8YtrcJKpxuRxf_X2SxzGWOWXRJdWgt6TSK1-6t1UHjHBQ');
INSERT INTO import_lines VALUES(999902001001,X'01a1c32f050b788db9c91e7021e9b18f',3,'new',0,0,'',X'01a1c32f05b37ed0924a70211538204b',1,'v1.BTcE8wP4Ipn2Iu1x7gFfc5J-PkNovAYWraRV1OVtcDWaEWf7YmWbfsUiQP-nXpWjAUw66Q8YdPAVqjg5ru3L1MpM4bN7n-iCPkv0vuXWPe3rgdGjmJYzBKPdK7uEp-W3fg720b6wATBPjRXZgY-SS5gOgN5Uz11ZzC5Pb7QxbRUTUfH3Bnryj3Q5dW1P1LGxylRoorbve3s9aunzJpzxWTFqig');
CREATE TABLE import_made (
    tenant integer not null references tenants (tenant),
    import blob    not null,
    position integer not null,
    place blob    not null,
    primary key (tenant, import, position),
    foreign key (tenant, import) references imports (tenant, id)
) strict, without rowid;
INSERT INTO import_made VALUES(999902001001,X'01a1c32f050b788db9c91e7021e9b18f',200,X'01a1c32f05b3770aa2295d4467c2d6cb');
INSERT INTO import_made VALUES(999902001001,X'01a1c32f050b788db9c91e7021e9b18f',201,X'01a1c32f05b37a0ea1976045191790d8');
INSERT INTO import_made VALUES(999902001001,X'01a1c32f050b788db9c91e7021e9b18f',202,X'01a1c32f05b378e7a6754d91638d5a7e');
CREATE INDEX journal_by_record on journal (tenant, record, seq);
CREATE INDEX accounts_by_person on accounts (tenant, person);
CREATE INDEX sessions_by_account on sessions (tenant, account);
CREATE INDEX grants_by_place on grants (tenant, place, role);
CREATE INDEX grants_by_unit on grants (tenant, unit, role);
CREATE INDEX scope_by_record on scope (tenant, record);
CREATE INDEX facts_by_record on facts (tenant, record);
CREATE INDEX files_by_record on files (tenant, record);
CREATE INDEX places_by_parent on places (tenant, parent, path);
CREATE INDEX places_by_kind on places (tenant, kind, path);
CREATE INDEX places_by_code on places (tenant, scheme, code);
CREATE INDEX persons_by_path on persons (tenant, present, path, id);
CREATE INDEX persons_by_registered on persons (tenant, registered_path, id)
    where registered_path is not null and present = 1;
CREATE INDEX persons_separated on persons (tenant, path, id) where separated = 1 and present = 1;
CREATE INDEX persons_by_name on persons (tenant, name, birth);
CREATE INDEX persons_by_merge on persons (tenant, merged_into) where merged_into is not null;
CREATE INDEX residences_by_path on residences (tenant, kind, path, person);
CREATE INDEX residences_by_place on residences (tenant, place, from_day);
CREATE INDEX households_by_path on households (tenant, path, id);
CREATE INDEX households_by_place on households (tenant, place);
CREATE INDEX households_by_number on households (tenant, number, path) where number <> '';
CREATE INDEX members_by_person on members (tenant, person, from_day, to_day, relation);
CREATE INDEX houses_by_owner on houses (tenant, owner_person) where owner_person is not null;
CREATE INDEX houses_by_unit on houses (tenant, owner_unit) where owner_unit is not null;
CREATE INDEX units_by_path on units (tenant, path, id);
CREATE INDEX units_by_kind on units (tenant, kind, path, id);
CREATE INDEX units_by_parent on units (tenant, parent, tree);
CREATE INDEX units_by_code on units (tenant, code) where code <> '';
CREATE INDEX posts_by_path on posts (tenant, path, role, id);
CREATE INDEX posts_by_role on posts (tenant, role, path, id);
CREATE INDEX posts_by_account on posts (tenant, account);
CREATE INDEX posts_by_person on posts (tenant, person);
CREATE INDEX posts_by_unit on posts (tenant, unit, role);
CREATE INDEX posts_by_seat on posts (tenant, stands_in_for) where stands_in_for is not null;
CREATE INDEX posts_by_from on posts (tenant, from_day);
CREATE INDEX posts_by_to on posts (tenant, to_day);
CREATE INDEX slips_by_person on slips (tenant, person);
CREATE INDEX proposals_by_path on proposals (tenant, state, path, id);
CREATE INDEX proposals_by_person on proposals (tenant, person, id);
CREATE INDEX cases_by_part on cases (tenant, part, opened, id);
CREATE INDEX cases_open on cases (tenant, path, id) where closed is null;
CREATE INDEX cases_by_calendar on cases (tenant, calendar, id) where due is not null;
CREATE INDEX parties_by_person on parties (tenant, person) where person is not null;
CREATE INDEX parties_by_account on parties (tenant, account) where account is not null;
CREATE INDEX hands_by_unit on hands (tenant, unit, case_id) where unit is not null;
CREATE INDEX alarms_by_record on alarms (tenant, record);
CREATE INDEX routes_by_path on routes (tenant, part, path);
CREATE INDEX reports_by_path on reports (tenant, path, from_day, id);
CREATE INDEX imports_by_made on imports (tenant, made, id);
CREATE INDEX imports_by_state on imports (tenant, state, id);
CREATE INDEX import_lines_by_verdict on import_lines (tenant, import, verdict, line);
COMMIT;
