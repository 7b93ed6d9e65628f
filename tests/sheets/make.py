#!/usr/bin/env python3
"""Makes the sheets beside it: lists as offices really have them. All people are invented; their ID
numbers begin with 9999, which is nobody's. Run it again after a change and commit what it made."""
import os
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def number(born, sequence):
    digits = "999901%s%03d" % (born, sequence)
    return digits + "10X98765432"[sum(int(a) * b for a, b in zip(digits, WEIGHTS)) % 11]


def column(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "&#10;")


class Date(int):
    """Days since 1899-12-30, shown as a date."""


def book(name, rows, merges=()):
    """rows: lists of cells; a str is text, an int or float a number, a Date a day, None nothing."""
    strings, lines = [], []
    for r, row in enumerate(rows, 1):
        cells = ""
        for c, value in enumerate(row):
            ref = "%s%d" % (column(c), r)
            if value is None or value == "":
                continue
            if isinstance(value, Date):
                cells += '<c r="%s" s="1"><v>%d</v></c>' % (ref, value)
            elif isinstance(value, (int, float)):
                cells += '<c r="%s"><v>%r</v></c>' % (ref, value)
            else:
                if value not in strings:
                    strings.append(value)
                cells += '<c r="%s" t="s"><v>%d</v></c>' % (ref, strings.index(value))
        lines.append('<row r="%d">%s</row>' % (r, cells))
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    merged = "".join('<mergeCell ref="%s"/>' % m for m in merges)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        "_rels/.rels": '<Relationships %s><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % (rel, kind),
        "xl/workbook.xml": '<workbook %s xmlns:r="%s"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>' % (main, kind),
        "xl/_rels/workbook.xml.rels": '<Relationships %s><Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="%s/styles" Target="styles.xml"/><Relationship Id="rId3" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' % (rel, kind, kind, kind),
        "xl/styles.xml": '<styleSheet %s><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>' % main,
        "xl/sharedStrings.xml": "<sst %s>%s</sst>" % (main, "".join("<si><t>%s</t></si>" % escaped(s) for s in strings)),
        "xl/worksheets/sheet1.xml": "<worksheet %s><sheetData>%s</sheetData>%s</worksheet>" % (main, "".join(lines), "<mergeCells>%s</mergeCells>" % merged if merged else ""),
    }
    with zipfile.ZipFile(os.path.join(HERE, name), "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            info = zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, head + text)


def text_file(name, rows, encoding, separator=","):
    with open(os.path.join(HERE, name), "wb") as file:
        for index, row in enumerate(rows):
            cells = ['"%s"' % c.replace('"', '""') if any(x in c for x in ',;"\n') else c for c in row]
            file.write((separator.join(cells) + "\r\n").encode(encoding if index == 0 else encoding.replace("-sig", "")))


# The list of a community as its window has it: two title rows, the usual columns, a family whose
# address is merged over its members, dates in four spellings.
book("residents.xlsx", [
    ["北苑社区居民信息登记表"],
    ["填表人：林晓燕", None, None, "填表日期：2026年3月1日"],
    ["序号", "姓名", "身份证号", "性别", "出生日期", "联系电话(多个用;分隔)", "现住小区/建筑", "门牌地址", "所属网格", "人员类型", "户编号", "与户主关系", "民族", "政治面貌", "婚姻状况", "文化程度", "备注"],
    [1, "周建国", number("19620512", 1), "男", "1962.5.12", "19900000001;0574-87650001", "和风新村", "3幢101室", "第一网格", "户籍人口", "北001", "户主", "汉", "党员", "已婚", "高中", None],
    [2, "沈秀英", number("19640703", 2), "女", "1964年7月3日", 19900000002, "和风新村", None, "第一网格", "户籍人口", "北001", "配偶", "汉族", "群众", "已婚", "初中", None],
    [3, "周晓峰", number("19900215", 3), "男", Date(32919), "19900000003", "和风新村", None, "第一网格", "户籍人口", "北001", "长子", "汉", "团员", "未婚", "本科", "在杭州上班，周末回家"],
    [4, "欧阳玉兰", number("19351001", 4), "女", "19351001", "无", "和风新村", "3幢102", "第一网格", "户籍人口", "北002", "户主", "汉", "群众", "丧偶", "文盲", "独居"],
    [5, "单小军", None, "男", "1988/8/8", "19900000005", "和风新村", "4号楼2单元301", "1网格", "流动人口", None, None, "回族", "群众", "已婚", "大专", "租住"],
], merges=["A1:Q1", "H4:H6"])

# What comes back from a grid worker's own spreadsheet.
book("mangled.xlsx", [
    ["姓名", "身份证号码", "手机", "住址", "出生年月"],
    ["王一", 3.30203198703051e17, "19900000011", "和风新村3幢201", None],
    ["王二", "999901198703050000", "19900000012", "和风新村3幢202", None],
    ["王三", number("19870305", 13)[:17] + "9", "19900000013", "和风新村3幢203", None],
    ["王四", number("19870305", 14), 19900000014, "和风新村3幢204", "1987年3月"],
    ["王五", number("19870305", 15), "1.99E+10", "和风新村3幢205", "1987年3月5日"],
    [None, number("19870305", 16), None, "和风新村3幢206", None],
    ["王七", number("19870305", 17), None, "和风新村3幢207号房东侧", None],
    ["王八一", number("19870305", 15), None, "和风新村3幢208", None],
])

# Families without numbers, in order and out of order; people who have gone; 人户分离.
book("families.xlsx", [
    ["姓名", "公民身份号码", "与户主关系", "户主姓名", "现住地址", "户籍地址", "是否人户分离", "实际居住地", "是否已迁出", "迁出日期", "迁往地", "是否已死亡", "死亡日期"],
    ["陈家兴", number("19550101", 21), "户主", "陈家兴", "和风新村5幢101", "同现住址", "否", None, "否", None, None, "否", None],
    ["李桂花", number("19570202", 22), "妻子", "陈家兴", "和风新村5幢101", "同现住址", "否", None, "否", None, None, "否", None],
    ["陈小妹", number("19850303", 30), "之女", "陈家兴", "和风新村5幢101", "同上", "是", "上海市浦东新区张江镇", "否", None, None, "否", None],
    ["赵大妈", number("19500404", 24), "母亲", "赵立新", "和风新村5幢102", "北苑社区和风新村5幢102", None, None, None, None, None, None, None],
    ["赵立新", number("19750505", 25), "户主", "赵立新", "和风新村5幢102", "安徽省六安市霍邱县河口镇", None, None, None, None, None, None, None],
    ["钱进", number("19800606", 26), None, None, "和风新村5幢103", None, None, None, "是", "2026.1.15", "杭州市西湖区", "否", None],
    ["孙老太", number("19280707", 36), None, None, "和风新村5幢104", None, None, None, None, None, None, "是", "2026年2月1日"],
    ["吴远", number("19900808", 28), "本人", None, "杭州市西湖区文三路9号", "上海市浦东新区张江镇", None, None, None, None, None, None, None],
])

# An export of an older system: GB18030, semicolons in quotes, names that only GB18030 can write.
text_file("export_gb18030.csv", [
    ["社区居民台账导出"],
    ["编号", "人员姓名", "证件号码", "联系方式", "小区", "幢号", "单元", "室号", "民族", "工作学习情况"],
    ["1", "郑喆", number("19920909", 31), "19900000031；19900000032", "和风新村", "6", "1", "101", "汉族", "纺机厂"],
    ["2", "冯\U00020bb7", number("19931010", 32), "", "和风新村", "6", "1", "102室", "畲族", "退休"],
    ["3", "褚卫", "", "19900000033", "和风新村", "6栋", "二单元", "201", "汉", "=1+1"],
], "gb18030")

text_file("houses.csv", [
    ["所属社区", "网格", "小区", "楼幢", "单元", "室号", "经度", "纬度"],
    ["北苑社区", "第一网格", "和风新村", "3幢", "", "101", "121.5", "29.8"],
    ["北苑社区", "第一网格", "和风新村", "3栋", "", "103室", "", ""],
    ["北苑社区", "第三网格", "新苑小区", "1", "1", "101", "121.512345", "29.812345"],
    ["北苑社区", "第三网格", "新苑小区", "1", "1", "102", "", "北纬29度"],
    ["南苑社区", "", "", "", "", "", "", ""],
], "utf-8-sig")

text_file("units.csv", [
    ["单位名称", "统一社会信用代码", "单位性质", "地址", "法人", "联系电话", "从业人数", "成立日期"],
    ["望江纺织机械有限公司", "91350100M000100Y43", "有限责任公司", "和风新村3幢", "周望江", "0574-87650099", "120", "2001-05-01"],
    ["和风便利店", "", "个体户", "和风新村3幢101", "沈和", "19900000099", "3", ""],
    ["老王修车铺", "91350100M000100Y44", "店铺", "", "", "", "", ""],
    ["北苑幼儿园", "", "幼儿园", "", "", "", "很多", "2099-01-01"],
    ["和风便利店", "", "个体户", "", "", "", "", ""],
], "utf-8", ";")
