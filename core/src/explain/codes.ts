import type { ErrorKind } from '../errors.ts';

/** A vendor's code: the kind it amounts to, and what the vendor means by it. */
export interface VendorCode {
  readonly kind: ErrorKind;
  readonly en: string;
  readonly zh: string;
}

const code = (kind: ErrorKind, en: string, zh: string): VendorCode => ({ kind, en, zh });

/**
 * The vendor's codes that say something about logging in, sharing a login or entering a room: those of the IM SDK
 * (V2NIM and legacy), of the meeting kit (web, mobile, desktop) and of the server API. Where two surfaces use one number,
 * the current client's meaning is told.
 */
export const codes: { readonly [code: string]: VendorCode } = {
  // reuse
  100004: code('imNotLoggedIn', 'reuse is on, log the IM in first', '开启了 IM 复用，请先登录 IM'),
  100005: code('accountMismatch', 'reuse is on, the IM account does not match', '开启了 IM 复用，IM 账号不匹配'),
  112001: code('anonymousUnderReuse', 'IM reuse does not support anonymous join', 'IM 复用不支持匿名入会'),
  1801: code('imNotLoggedIn', 'desktop kit: reuse is on, log the IM in first', '桌面端：开启了 IM 复用，请先登录 IM'),
  1802: code(
    'accountMismatch',
    'desktop kit: reuse is on, the IM account does not match',
    '桌面端：开启了 IM 复用，IM 账号不匹配',
  ),
  'nim is null': code(
    'notInitialized',
    'the kit let go of its IM after a final disconnect and must be released and initialised again',
    'IM 连接彻底断开后会议组件已丢弃 IM 实例，必须先释放再重新初始化',
  ),

  // IM SDK: account, token, app
  302: code('badCredentials', 'legacy IM SDK: wrong account or token', '旧版 IM SDK：账号或 Token 错误'),
  422: code('accountDisabled', 'legacy IM SDK: the account is disabled', '旧版 IM SDK：账号被禁用'),
  101301: code('unsupported', 'IM is not enabled for this app', '该应用未开通 IM 服务'),
  101303: code('badCredentials', 'no such app key', 'App Key 不存在'),
  101403: code('accountDisabled', 'the app key is blocked', 'App Key 被封禁'),
  102302: code('badCredentials', 'invalid IM token', 'IM Token 无效'),
  102303: code('unsupported', 'a robot account may not log in', '机器人账号不允许登录'),
  102404: code('badCredentials', 'no such IM account', 'IM 账号不存在'),
  102422: code('accountDisabled', 'the IM account is banned', 'IM 账号被封禁'),
  103404: code('badCredentials', 'the account has no user profile', '用户资料不存在'),
  191003: code(
    'badCredentials',
    'a callback of the app failed, usually the token provider',
    '应用的回调执行失败，通常是 Token 提供函数',
  ),
  417: code(
    'kicked',
    'another client holds the login and multiple logins are forbidden',
    '已有其他端登录，当前策略禁止多端登录',
  ),

  // IM SDK: the way there
  414: code('invalidInput', 'wrong parameter', '参数错误'),
  416: code('rateLimited', 'too many requests', '请求过于频繁'),
  190002: code('vendor', 'the IM SDK was called in a state that does not allow it', 'IM SDK 当前状态不允许该操作'),
  191001: code(
    'vendor',
    'the IM SDK was misused, e.g. initialised twice with other options',
    'IM SDK 使用不当，例如以不同参数重复初始化',
  ),
  191002: code('superseded', 'cancelled by a later login or logout', '被之后的登录或登出取消'),
  191004: code('invalidInput', 'invalid parameter', '参数不合法'),
  191005: code('timeout', 'the operation timed out', '操作超时'),
  192001: code('network', 'connecting failed', '建立连接失败'),
  192002: code('network', 'connecting timed out', '建立连接超时'),
  192003: code('network', 'the connection broke', '连接断开'),
  192004: code('timeout', 'the server did not answer in time', '服务器响应超时'),
  192005: code('network', 'sending failed', '数据发送失败'),
  192006: code('network', 'the request failed', '请求失败'),

  // meeting kit
  '-1': code('vendor', 'meeting kit: failed, without a reason', '会议组件：操作失败，未说明原因'),
  '-2': code('vendor', 'Android kit: the IM login failed', 'Android 会议组件：IM 登录失败'),
  '-3': code('network', 'meeting kit: no network', '会议组件：无网络'),
  '-5': code('invalidInput', 'meeting kit: wrong parameter', '会议组件：参数错误'),
  '-6': code('alreadyInMeeting', 'meeting kit: already in a meeting', '会议组件：已在会议中'),
  '-7': code('notLoggedIn', 'meeting kit: not logged in', '会议组件：未登录'),
  '-8': code('badMeetingPassword', 'Android kit: wrong meeting password', 'Android 会议组件：会议密码错误'),
  '-9': code('aborted', 'meeting kit: cancelled', '会议组件：操作已取消'),
  '-102': code('alreadyLoggedIn', 'anonymous join while a member is logged in', '已登录会议账号时不能匿名入会'),
  100003: code('network', 'meeting kit: the network is unavailable', '会议组件：网络不可用'),
  1026: code('credentialsExpired', 'the meeting token has expired', '会议 Token 已过期'),
  1027: code('badCredentials', 'the meeting token is incorrect', '会议 Token 不正确'),
  3426: code('badCredentials', 'the password of the meeting account must be reset first', '会议账号需要先重置密码'),
  1004: code('meetingNotFound', 'the meeting is not in progress', '会议未在进行中'),
  1019: code('meetingLocked', 'the meeting is locked', '会议已锁定'),
  1020: code('badMeetingPassword', 'wrong meeting password', '会议密码错误'),
  3102: code('meetingNotFound', 'the meeting number was recycled', '会议号已被回收'),
  3104: code('meetingNotFound', 'the meeting does not exist', '会议不存在'),
  2001: code('meetingLocked', 'desktop kit: the meeting is locked', '桌面端：会议已锁定'),
  2002: code('badMeetingPassword', 'desktop kit: wrong meeting password', '桌面端：会议密码错误'),
  2003: code('meetingNotFound', 'desktop kit: the meeting number was recycled', '桌面端：会议号已被回收'),
  2004: code('meetingNotFound', 'desktop kit: the meeting does not exist', '桌面端：会议不存在'),
  2005: code('meetingNotFound', 'desktop kit: the meeting is not in progress', '桌面端：会议未在进行中'),
  2006: code('badCredentials', 'desktop kit: the login is not valid any more', '桌面端：登录凭证已失效'),
  3432: code('unsupported', 'this meeting does not let guests in', '该会议不支持访客加入'),
  100006: code('unsupported', 'screen sharing is not supported here', '当前环境不支持屏幕共享'),
  112002: code('unsupported', 'the company does not support SSO', '该企业不支持 SSO 登录'),
  112003: code('unsupported', 'joining a meeting of another app is not supported', '不支持跨应用入会'),

  // server API
  401: code('badCredentials', 'unauthorized', '未授权'),
  402: code('badCredentials', 'the meeting token is wrong or not valid any more', '会议 Token 不正确或已失效'),
  406: code('credentialsExpired', 'the token has expired', 'Token 已过期'),
  409: code('vendor', 'it exists already', '目标已存在'),
  600420: code('unsupported', 'the service is not enabled for this app', '该应用未开通此服务'),
  700: code('vendor', 'the server could not create the IM account', '服务端创建 IM 账号失败'),
  701: code('badCredentials', 'the IM account to bind does not exist', '要绑定的 IM 账号不存在'),
  702: code('vendor', 'the IM service of the server is out of order', '服务端 IM 服务异常'),
  703: code('vendor', 'the IM account is taken by a meeting account already', 'IM 账号已存在或已被会议账号占用'),
  704: code('badCredentials', 'the token of the IM account to bind is wrong', '要绑定的 IM 账号的 Token 错误'),
};
