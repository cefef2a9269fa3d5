import {
  createSessionContainer,
  memoryModule,
  tokens,
  yunxinApi,
  yunxinApiModule,
} from '@partyline/adapters/inversify';
import { startEmulator } from '@partyline/emulator';
import { Container } from 'inversify';
import { expect, test } from 'vitest';

const app = { appKey: 'partyline', appSecret: 'partyline-secret' };

test('both ports are one connection, and it works', async () => {
  const emulator = await startEmulator();
  try {
    const container = new Container();
    await container.loadAsync(yunxinApiModule({ ...app, server: emulator.url }));
    const accounts = container.get(tokens.accountsPort);
    expect(accounts).toBe(container.get(yunxinApi));
    expect(container.get(tokens.directoryPort)).toBe(accounts);
    const { accid } = await accounts.createImAccount({ accid: 'Alice', token: 'it' });
    expect(accid).toBe('alice');
    await container.unbindAllAsync();
  } finally {
    await emulator.close();
  }
});

test('it does not stand beside another directory, and a wrong option is told when it is built', async () => {
  const modules = [memoryModule({ appKey: 'partyline' }), yunxinApiModule(app)];
  const made = createSessionContainer({ session: { appKey: 'partyline' }, modules });
  await expect(made).rejects.toMatchObject({ kind: 'invalidInput' });
  const container = new Container();
  await container.loadAsync(yunxinApiModule({ ...app, appSecret: '' }));
  expect(() => container.get(yunxinApi)).toThrow(expect.objectContaining({ kind: 'invalidInput' }));
});
