import type { TroubleWords } from './words.ts';

export const zh: TroubleWords = {
  noAccount: ({ id, again }) => ({
    title: '账号不存在',
    what: '该应用下既没有这个 ID 的 IM 账号，也没有这个 ID 的会议账号。',
    why: 'ID 拼写有误、账号尚未创建，或者它属于其他应用。',
    fix: `请核对 ID、--app-key 和 --server，或者创建账号：\npartyline accounts create ${id}${again}`,
  }),
  noImAccount: ({ id, again }) => ({
    title: 'IM 账号不存在',
    what: '该应用下没有这个 ID 的 IM 账号。',
    why: 'ID 拼写有误、账号尚未创建，或者它属于其他应用。',
    fix: `请核对 ID、--app-key 和 --server，或者创建账号：\npartyline accounts create ${id}${again}`,
  }),
  noMeetingAccount: ({ id, again }) => ({
    title: '会议账号不存在',
    what: '该应用下没有这个 ID 的会议账号。',
    why: 'ID 拼写有误、账号尚未创建，或者它属于其他应用。',
    fix: `请核对 ID、--app-key 和 --server，或者由 IM 账号创建会议账号：\npartyline accounts bind ${id}${again}`,
  }),
  exists: ({ id, meeting, again }) => ({
    title: '账号已存在',
    what: '账号已存在，但与要创建的不一致。未做任何修改。',
    why: '该账号此前已被创建，使用了其他 Token，或绑定了其他账号。',
    fix: `请查看现有账号；如果 Token 已丢失，请生成新的：\npartyline accounts show ${id}${again}\npartyline accounts token ${id}${meeting ? ' --meeting' : ''}${again}`,
  }),
  imToken: ({ id, again }) => ({
    title: 'IM Token 不正确',
    what: '会议账号未创建：提供的 Token 不是该 IM 账号当前的 Token。',
    why: 'Token 已在服务端更换，或者属于其他账号或其他应用。',
    fix: `请提供该账号当前的 Token（PARTYLINE_IM_TOKEN 或 --token-file），或者生成新的 Token 取而代之：\npartyline accounts token ${id}${again}`,
  }),
  imRefused: ({ id, again }) => ({
    title: 'IM 账号不可用',
    what: 'IM 服务拒绝了该账号。',
    why: '账号已被禁用或删除，或者 ID 不符合 IM 服务的要求。',
    fix: `请启用账号；如果账号不存在，请创建：\npartyline accounts enable ${id}${again}\npartyline accounts create ${id}${again}`,
  }),
  app: ({ id, again }) => ({
    title: '应用不存在，或密钥不正确',
    what: '服务端拒绝了该应用的请求，尚未查询任何账号。',
    why: 'App Key 与密钥不属于同一个应用、应用不在该服务端，或者本机时钟不准。',
    fix: `请从服务商控制台的同一个应用复制 App Key 和密钥，并核对 --server。具体原因可用诊断命令查明：\npartyline doctor --im ${id}${again}`,
  }),
  appOrImToken: ({ id, again }) => ({
    title: '应用或 IM Token 被拒绝',
    what: '服务端拒绝了签名或 IM Token，二者使用同一个错误码。',
    why: 'App Key 与密钥不属于同一个应用，或者该 IM 账号的 Token 是另一个。',
    fix: `如果诊断命令没有发现应用有问题，问题就在 Token，请生成新的：\npartyline doctor --im ${id}${again}\npartyline accounts token ${id}${again}`,
  }),
  service: () => ({
    title: '该应用未开通此服务',
    what: '服务端认识该应用，但未向它提供此服务。',
    why: 'IM、NERoom 和会议组件需要为应用分别开通。',
    fix: '请在服务商控制台为该应用开通此服务。',
  }),
  tooMany: () => ({
    title: '调用过于频繁',
    what: '服务端在一段时间内拒绝所有调用。',
    why: '使用该应用的所有进程合计每秒调用超过 100 次，或者服务端过载。',
    fix: '请等待十秒后再试。在脚本中请逐个调用。',
  }),
  unreachable: () => ({
    title: '无法连接服务端',
    what: '未能建立连接，或者没有及时得到应答。',
    why: '地址有误、该地址没有服务在监听，或者中间有代理或防火墙。',
    fix: '请检查地址（--server 或 PARTYLINE_SERVER）和网络。如果使用模拟器，请先启动：\npartyline emulator',
  }),
};
