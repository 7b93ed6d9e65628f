// Words of the teams that are told in confidence.
const reasons: Record<string, string> = {
    admitted: "由成员准入",
    machine: "在服务器上准入",
    appoint: "新任命，待准入",
    stand_in: "代班，待准入",
    password: "密码被他人重设，待准入",
    second_factor: "动态码登录被他人取消，待准入",
    moved: "辖区调整，待准入",
};

export default {
    help: "只有这里“已准入”的人看得到保密事项。管理员、书记都不在内。",
    holder: "成员",
    state: "状态",
    since: "自",
    admitter: "准入人",
    why: (reason: string) => reasons[reason] ?? reason,
    standIn: "代班",
    admit: "准入",
    admitSure: (who: string) =>
        `准入后，${who}能看到团队的全部保密事项。请先当面或打电话确认是本人，再准入。`,
    waiting: "您还没有被准入这个团队，请联系团队里的其他成员。",
    empty: "您不在任何保密团队里",
    choosePlace: "选好地点后，这里会写明谁能看到您写的内容。",
    hearers: (names: string) =>
        `只有这些人能看到您写的内容：${names}。社区其他工作人员、街道和管理员都看不到。`,
    nobodyHears: "这里还没有能受理此事的工作人员，暂时不能接收，请不要填写。",
};
