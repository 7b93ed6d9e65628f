// Words of the public portal.
export default {
    title: "邻里 · 居民服务",
    welcome: "您身边的事，说给社区听",
    welcomeHelp: "不用注册，不用登录。说完给您一个查询码，随时能查办到哪一步。",
    say: "我要反映",
    sayHelp: "漏水、垃圾、路灯、邻里、意见建议……",
    follow: "查办理进度",
    followHelp: "用回执上的查询码",
    done: "已经办好的事",
    doneHelp: "看看社区最近办了什么",
    claim: "用开户单开通账号",
    claimHelp: "窗口打印的开户单上有一个二维码",
    myPages: "我的办件与资料",
    staff: "工作人员登录",
};
