// What the kept offices hold, as their maker wrote it and a test looks for it. Nobody in it lives.
export const people = [
    ["姓名", "现住地址", "户编号", "与户主关系", "联系电话"],
    ["夏知秋", "望潮新村3幢101室", "1", "户主", "19900001234"],
    ["夏雨", "望潮新村3幢101室", "1", "子", "19900001235"],
];

export const clerk = { login: "window", name: "林晓燕" };

export const matter = {
    story: "三幢楼道灯不亮",
    reporter: { name: "夏知秋", phone: "19900001234" },
};

export const picture = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
);
