import pc from 'picocolors';
import type { Emulator } from '../emulator.ts';

/** What the emulator says when it has started: where it is, which apps there are, and lines to copy. */
export function banner(emulator: Emulator): string {
  const { url, host, port } = emulator;
  const { apps, imAccounts } = emulator.exportState();
  const appKey = apps[0]?.appKey ?? 'partyline';
  const address = new URL(url).host;
  const post = (call: string, body: object): string => `  curl ${url}/__emulator/${call} -d '${JSON.stringify(body)}'`;
  const lines = [
    `${pc.bold('partyline emulator')} is listening on ${pc.cyan(url)}`,
    ...apps.map((app) => `  app ${pc.bold(app.appKey)}, secret ${app.appSecret}, policy ${JSON.stringify(app.policy)}`),
    `  ${imAccounts.length} IM accounts`,
    '',
    'Make an IM account and a meeting account bound to it:',
    post('im-accounts', { appKey, accid: 'alice', token: 'alice-im' }),
    post('meeting-accounts', { appKey, userUuid: 'alice', userToken: 'alice-meeting', accid: 'alice' }),
    '',
    'Point the IM SDK (nim-web-sdk-ng) at it:',
    `  NIM.getInstance({ appkey: '${appKey}', apiVersion: 'v2' }, {`,
    `    V2NIMLoginServiceConfig: { lbsUrls: ['${url}/lbs/webconf.jsp'], linkUrl: '${address}', linkSSL: false },`,
    '    reporterConfig: { enableCompass: false }, abtestConfig: { isAbtestEnable: false },',
    '  })',
    'Point the meeting kit at it:',
    `  initialize({ appKey: '${appKey}', serverUrl: '${url}' })`,
    '',
    pc.dim('Ctrl-C stops it. What clients and people do appears below; tokens never do.'),
  ];
  if (!/^(127\.|localhost$|::1$)/.test(host)) {
    lines.splice(
      1,
      0,
      pc.yellow(`  bound to ${host}: other machines can reach port ${port} (the controls answer to this one only)`),
    );
  }
  return lines.join('\n');
}
