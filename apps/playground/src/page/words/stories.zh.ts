import type { Words } from './words.ts';

/** The stories in Chinese: what is said at each step. */
export const stories: Words['stories']['all'] = {
  conflict: {
    title: '冲突',
    blurb: '两个 SDK，一个账号',
    says: [
      '应用有聊天功能，IM SDK 以 alice 登录，一切正常。',
      '应用又嵌入了会议组件。会议账号 ann 绑定同一个 IM 账号，组件便再次登录 alice：服务端把聊天踢下线。',
      '聊天照例重新登录，这次轮到会议被踢。它们可以这样一直打下去。',
      '这里没有会话参与。其他故事展示它带来的改变。',
    ],
  },
  reuse: {
    title: '正确的复用',
    blurb: '一次登录，共同使用',
    says: [
      '会话先初始化 IM SDK，再初始化会议组件。',
      '它登录 IM，只登录一次。',
      '它确认 ann 绑定 alice，让会议使用她的登录。组件从不自行登录 IM。',
      'ann 进入会议。',
      '会议结束，聊天继续：alice 从未登出。',
    ],
  },
  notLoggedIn: {
    title: '100004',
    blurb: '没有可复用的登录',
    says: [
      '两个 SDK 均已初始化，无人登录。',
      '要求会议登录，但没有可复用的 IM 登录：在询问组件之前就以服务商错误码拒绝。',
      'signIn() 接收两个账号，自己保证顺序。',
    ],
  },
  mismatch: {
    title: '100005',
    blurb: '账号不匹配',
    says: [
      'alice 已登录 IM。',
      'ben 也是会议账号，但绑定的是 bob。目录服务知道这一点，组件根本不会被询问，聊天毫无波动。',
      'ann 才是与 alice 绑定的账号。',
    ],
  },
  guest: {
    title: '112001',
    blurb: '复用时不支持匿名',
    says: [
      'alice 已登录 IM。',
      '匿名入会需要组件自己的 IM 登录，而复用时组件不得登录。在询问组件之前就被拒绝。',
      '以成员身份、在 alice 的登录之上，同一个会议可以进入。',
    ],
  },
  kicked: {
    title: '会议中被踢',
    blurb: '然后回来',
    says: [
      '一次调用：初始化、登录 IM、登录会议。',
      'ann 在会议中。',
      '服务端终止 alice 的登录。聊天没了，其上的会议也没了：立即 failed，并说明原因。',
      'recover() 清理失去的部分，并从 SDK 读出仍然成立的事实。',
      '用户确认后，再次 signIn()，回到会议。',
    ],
  },
  expired: {
    title: 'Token 过期',
    blurb: '会议没了，聊天还在',
    says: [
      'ann 在会议中，使用 alice 的登录。',
      '她的会议 Token 过期。失去的是会议，不是聊天：recover() 将回到 imLoggedIn。',
      'recover() 重新初始化组件，alice 毫无察觉。',
      '再用同一个 Token：被拒绝。',
      '用服务端的新 Token 就成功了。',
    ],
  },
  twoTabs: {
    title: '两个标签页',
    blurb: '不会互踢',
    says: [
      'alice 在这里登录。',
      '她在另一个标签页登录。一个 IM 账号只有一个登录：这里的到此为止。',
      '然后什么也不发生。会话不会自行反击，否则两个标签页会永远互踢。',
      '用户回到这个标签页并主动要求：这次轮到另一个下线。',
    ],
  },
  hostLeaves: {
    title: '宿主登出',
    blurb: '登录属于应用',
    says: [
      '这个应用自行登录 IM，和引入会话之前一样。',
      '会话发现并接纳了这个登录，其所有者是宿主。',
      '会议使用它。',
      'signOut() 结束会议。登录属于宿主，因此保留。',
      '回到会议中。',
      '宿主登出 IM。这是它的权利，不是故障：其上的会议被关闭，会话处于 imReady。',
    ],
  },
};
