// Words of the console's frame.
export default {
    title: "邻里 · 工作台",
    today: "今天",
    signInHelp: "社区与街道工作人员登录",
};
