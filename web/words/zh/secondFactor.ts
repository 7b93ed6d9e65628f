// Words of signing in with a code by time: setting it up, the paper, switching it off.
export default {
    title: "动态码登录",
    offHelp: "启用后，登录除密码外还要输入手机验证器上的6位动态码，密码被人知道也登不进来。",
    must: "您的岗位要求用动态码登录。请先在手机上设好，再开始工作。",
    begin: "启用动态码",
    password: "登录密码",
    scan: "用手机上的验证器扫描二维码；扫不了，就在验证器里手工输入下面的密钥。它们只显示这一次。",
    qr: "动态码密钥的二维码",
    secret: "密钥",
    code: "动态码",
    codeHelp: "输入验证器现在显示的6位数字。",
    confirm: "确认启用",
    codesTitle: "恢复码",
    codesHelp:
        "手机丢了或坏了，用恢复码代替动态码登录，每个只能用一次。只显示这一次，请抄下或打印，放在别人拿不到的地方。",
    kept: "已抄好",
    on: (since: string) => `已启用，${since}起。`,
    left: (n: number) =>
        n > 0 ? `还有${n}个恢复码没有用。` : "恢复码已用完：请停用后重新启用，领一批新的。",
    end: "停用动态码",
    endHelp: "停用要输入密码和动态码（或恢复码）。手机和恢复码都不在了，请管理员取消。",
};
