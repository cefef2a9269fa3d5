/** Whether a browser that is opened here would be seen by the person who started us. */
export function hasDesktop(
  { isTTY, env, platform } = { isTTY: process.stdout.isTTY, env: process.env, platform: process.platform },
): boolean {
  if (!isTTY || env.CI || env.SSH_CONNECTION) return false;
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
