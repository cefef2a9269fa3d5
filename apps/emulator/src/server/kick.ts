import type { Cloud, ImAccount } from '../cloud/index.ts';

/** The answer of the v2 kick call. */
export interface KickResult {
  readonly success_list: readonly {
    readonly device_id: string;
    readonly client_type: number;
    readonly consid: string;
    readonly login_time: number;
  }[];
  readonly failed_list: readonly {
    readonly device_id: string;
    readonly error_code: number;
    readonly error_msg: string;
  }[];
}

/** Kicks the lines on the devices named, or every line when none is named, as the server (reason 2). */
export function kickDevices(cloud: Cloud, account: ImAccount, devices: readonly string[], extension = ''): KickResult {
  const lines = [...cloud.lines.of(account)];
  const chosen = devices.length === 0 ? lines : lines.filter(({ client }) => devices.includes(client.deviceId));
  const online = new Set(lines.map(({ client }) => client.deviceId));
  for (const line of chosen) line.kick(2, extension);
  return {
    success_list: chosen.map(({ client, consid }) => ({
      device_id: client.deviceId,
      client_type: client.clientType,
      consid,
      login_time: client.loginTime,
    })),
    failed_list: devices
      .filter((device) => !online.has(device))
      .map((device) => ({ device_id: device, error_code: 404, error_msg: 'not online' })),
  };
}
