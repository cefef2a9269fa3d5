import type { DoctorWords } from './words.ts';

export const zh: DoctorWords = {
  checks: {
    server: '服务器',
    clock: '时钟',
    app: '应用',
    imAccount: 'IM 账号',
    imToken: 'IM Token',
    service: '会议服务',
    meetingAccount: '会议账号',
    meetingToken: '会议 Token',
    binding: '绑定关系',
    policy: '多端登录',
  },
  reasons: {
    reached: ({ host }) => ({ detail: `${host} 有响应` }),
    unreachable: ({ host, message }) => ({
      detail: `无法连接 ${host}${message && `（${message}）`}`,
      fix: '请检查地址与网络。如果使用模拟器，请先启动：partyline emulator',
    }),
    clockRight: () => ({ detail: '本机时钟与服务器一致' }),
    clockWrong: ({ seconds }) => ({
      detail: `本机时钟比服务器${seconds > 0 ? '慢' : '快'} ${Math.abs(seconds)} 秒`,
      fix: '请校准时钟（例如使用 NTP）：签名前后五分钟内有效，2020 版接口只有一分钟。',
    }),
    clockUntold: () => ({ detail: '服务器没有返回时间' }),
    appAccepted: ({ appKey }) => ({ detail: `App Key ${appKey} 与密钥均有效` }),
    appRefused: ({ appKey, code }) => ({
      detail: `服务器拒绝了 App Key ${appKey} 或其密钥（${code}）`,
      fix: '请在控制台从同一个应用复制 App Key 与 App Secret，并确认服务器地址属于该应用。',
    }),
    callFailed: ({ message }) => ({ detail: message }),
    blocked: ({ by }) => ({ detail: `未检查，原因：${zh.checks[by]}` }),
    imFound: ({ accid }) => ({ detail: `${accid} 存在且已启用` }),
    imDisabled: ({ accid }) => ({
      detail: `${accid} 存在，但已被禁用：登录会返回 102422`,
      fix: `partyline accounts enable ${accid}`,
    }),
    imMissing: ({ accid }) => ({
      detail: `该应用下没有 IM 账号 ${accid}：登录会返回 102404`,
      fix: `请核对账号与 App Key，或创建账号：partyline accounts create ${accid}`,
    }),
    tokenRecorded: () => ({ detail: '与服务端记录一致' }),
    imTokenOther: ({ accid }) => ({
      detail: '与服务端记录不一致：登录很可能返回 102302',
      fix: `请使用该账号当前的 Token，或重新生成并同步到您自己的服务端：partyline accounts token ${accid}`,
    }),
    meetingTokenOther: ({ userUuid }) => ({
      detail: '与服务端记录不一致：登录很可能返回 402',
      fix: `请使用该账号当前的 Token，或重新生成：partyline accounts token ${userUuid} --meeting`,
    }),
    tokenNotGiven: ({ variable, option }) => ({ detail: `未检查：没有提供（${variable}，或 ${option}）` }),
    imTokenUnrecorded: () => ({
      detail:
        '未检查：服务端没有可供比对的记录，只有真正登录 IM 才能确认，而这可能会把在线的用户踢下线。下次登录如返回 102302，说明 Token 有误。',
    }),
    meetingTokenUnrecorded: () => ({ detail: '未检查：服务端没有可供比对的记录。可使用 --login 实际登录验证。' }),
    tokenAccepted: () => ({ detail: '会议服务器接受该 Token' }),
    tokenRefused: ({ code, userUuid }) => ({
      detail: `会议服务器拒绝登录（${code}）`,
      fix: `原因见 partyline explain ${code}；重新生成 Token：partyline accounts token ${userUuid} --meeting`,
    }),
    serviceOn: () => ({ detail: '会议服务端接口可用' }),
    serviceOff: ({ code }) => ({
      detail: `会议服务端接口拒绝了该应用（${code}）`,
      fix: '请在控制台为该应用开通 NERoom 与会议组件。',
    }),
    meetingFound: ({ userUuid }) => ({ detail: `${userUuid} 存在` }),
    meetingBanned: ({ userUuid }) => ({
      detail: `${userUuid} 存在，但已被封禁：登录会返回 403`,
      fix: '请解除封禁（会议服务端接口 unban-user，或控制台）。',
    }),
    meetingMissing: ({ userUuid, accid }) => ({
      detail: `该应用下没有会议账号 ${userUuid}：登录会返回 402`,
      fix: `请核对账号，或用对应的 IM 账号创建：partyline accounts bind ${accid}`,
    }),
    boundRight: ({ accid }) => ({ detail: `会议账号绑定的正是 IM 账号 ${accid}` }),
    boundElsewhere: ({ accid, userUuid, bound }) => ({
      detail: `会议账号 ${userUuid} 绑定的是 IM 账号 ${bound}，而不是 ${accid}`,
      fix: `请使用相互绑定的一对账号登录：IM ${bound} 与会议 ${userUuid}；或为 ${accid} 创建会议账号：partyline accounts bind ${accid}`,
    }),
    boundUnknown: () => ({
      detail:
        '未检查：该账号由旧版接口绑定，没有接口可以查询绑定对象。提供会议 Token 并加上 --login，会议服务器会返回结果。',
    }),
    policyIs: ({ policy }) => ({ detail: `${policy}；共用一次登录时不会互踢` }),
    policyFights: ({ policy }) => ({
      detail: `${policy}，而未开启复用时会议组件会再次登录同一账号：两者之一会被踢下线`,
      fix: "请开启复用（reuse: 'required'），或在控制台允许同一账号多端登录。",
    }),
    policyUntold: () => ({
      detail:
        '未检查：服务商没有查询接口。请在控制台查看该应用的 IM 多端登录策略；如果同一账号只允许一端在线，第二台设备或标签页会把前者踢下线。',
    }),
  },
  verdicts: { always: '一定会发生', never: '不会发生', depends: '取决于您的应用' },
  diagnoses: {
    noReuse: () => ({ detail: '未开启复用：会议组件自行登录 IM。' }),
    imCannotLogIn: ({ accid }) => ({
      detail: `${accid} 无法登录 IM（见上文），会议没有可复用的登录。`,
      fix: '请先解决 IM 账号的问题。',
    }),
    orderMatters: ({ accid }) => ({
      detail: `只要会议登录时 ${accid} 尚未登录 IM，或该登录已经丢失，就会发生。此时 Web 内核返回的是 100005。`,
      fix: '请先等待 IM 登录完成：session.signIn({ im, meeting }) 会保证顺序。',
    }),
    kitLogsIn: () => ({ detail: '复用策略为 auto：没有 IM 登录时，会议组件会自行登录。' }),
    wrongPair: ({ accid, userUuid }) => ({
      detail: `${userUuid} 与 ${accid} 没有绑定关系：会议组件会拒绝这一对账号的每次登录。`,
      fix: '请使用相互绑定的一对账号，或用该 IM 账号的 Token 重新创建会议账号。',
    }),
    rightPair: ({ accid }) => ({
      detail: `这一对账号不会；只有会议登录时 IM 上登录的不是 ${accid} 才会发生。`,
      fix: '切换用户时，请先登出会议，再登出 IM，然后再登录下一个用户。',
    }),
    pairUnknown: () => ({
      detail: '无法确认两个账号是否绑定。',
      fix: '请提供会议 Token 并加上 --login 再次运行，或先解决上文的问题。',
    }),
    guestsNever: () => ({
      detail: '每次匿名入会都会发生：匿名入会需要另一个 IM 账号，而复用的登录不能为此让出。',
      fix: "请让用户以会议账号入会，或为访客以 reuse: 'off' 创建会话。",
    }),
    guestsAlone: () => ({
      detail: 'IM 已登录时匿名入会就会发生。',
      fix: '请在匿名入会前登出 IM，或让用户以会议账号入会。',
    }),
  },
  realService: '线上服务',
  fix: '解决',
  codes: '三个错误码对这一对账号意味着什么',
  checking: '正在检查',
  warning: '--login 会真正登录会议账号；该账号在别处参加的会议可能因此结束',
  summary: (wrong, unchecked) =>
    `${wrong === 0 ? '没有发现问题' : `${wrong} 处有问题`}${unchecked === 0 ? '' : `，${unchecked} 项未检查`}`,
};
