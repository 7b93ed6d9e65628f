// Words of the input fields.
export default {
    choose: "请选择",
    addPhoto: "拍照或选照片",
    photosMost: (n: number) => `最多${n}张`,
    removePhoto: "去掉这张照片",
    photo: (n: number) => `第${n}张照片`,
    photoReading: "正在处理照片…",
    photoUnreadable: "有照片读不出来，已跳过。",
    uploading: "正在上传…",
    choosePlace: "选择地点",
    placeHere: (name: string) => `就选“${name}”`,
    placeChange: "重选",
    find: {
        person: "输入姓名、拼音首字母、手机尾号或身份证尾号",
        unit: "输入单位名称",
        account: "输入姓名或登录名",
        colleague: "输入同事姓名",
    },
    notFound: "没有找到",
    clear: "清除",
    left: (n: number) => `还可写${n}字`,
};
