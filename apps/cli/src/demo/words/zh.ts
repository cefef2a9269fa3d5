import type { Words } from './words.ts';

export const zh: Words = {
  tagline: '一次 IM 登录，一场会议，互不争抢',
  scenes: {
    conflict: {
      title: '未开启复用',
      text: '应用同时集成了聊天与会议组件。alice 已登录聊天，她的会议账号 ann 绑定的正是同一个 IM 账号，于是会议组件用自己的连接再次登录 alice。一个 IM 账号同时只有一个登录：后来者会把先到者踢下线。',
    },
    reuse: {
      title: '开启复用：共用一次登录',
      text: '会话依次初始化两个 SDK，只登录一次 IM，会议复用这次登录。会议登出后，聊天不受影响。',
    },
    notLoggedIn: {
      title: '100004：没有可复用的登录',
      text: '此时 IM 没有账号登录，却要求登录会议：没有可复用的登录。',
    },
    mismatch: {
      title: '100005：账号不匹配',
      text: 'IM 已登录 alice。ben 也是会议账号，但绑定的是 bob。',
    },
    anonymous: {
      title: '112001：不支持匿名入会',
      text: '匿名入会需要会议组件自己登录一个 IM 账号；复用时它不能这样做。',
    },
    kick: {
      title: '会议中被踢，然后恢复',
      text: 'alice 正在会议中，又在另一部手机上登录。服务器结束了这里的登录：聊天与其上的会议立即失效，会话如实报告。会话不会自行抢回登录，何时恢复由应用决定。',
    },
  },
  deeds: {
    chatLogsIn: (who) => `聊天登录 ${who}`,
    kitLogsIn: (who) => `会议组件登录 ${who}`,
    chatReturns: (who) => `聊天重新登录 ${who}`,
    kicked: (who) => `${who} 在另一部手机上登录`,
  },
  places: { app: '应用', kit: '组件' },
  says: { chat: 'IM SDK', kit: '会议组件', hears: '收到' },
  asked: '对 SDK 的调用',
  nothing: '无',
  by: '经过',
  ended: '以上内容全部读自一个运行在模拟环境上的会话，并且与故事所述一致。',
  broken: '以上内容与故事所述不一致。',
  next: [
    ['partyline run <file>', '运行你自己的场景'],
    ['partyline explain 100005', '解释任意错误（中文或英文）'],
    ['partyline chart', '状态图'],
  ],
};
