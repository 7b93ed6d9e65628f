// Words of the phone pages.
export default {
    title: "邻里 · 手机页",
    home: "首页",
};
