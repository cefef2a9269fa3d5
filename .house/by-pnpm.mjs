// Runs before a package is packed. Packages of this workspace name each other by `workspace:`, which pnpm replaces by a
// range and npm leaves in: the tarball could not be installed.
if (!process.env.npm_config_user_agent?.startsWith('pnpm/')) {
  console.error('This package cannot be packed by npm. `npm run pack` in the root folder packs them all, with pnpm.');
  process.exit(1);
}
