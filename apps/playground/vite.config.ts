import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { layOut } from './src/chart/layout.ts';

/** Lays the statechart out while the page is built, so that the page carries a picture and no layout engine. */
function chart(): Plugin {
  const name = 'virtual:partyline-chart';
  return {
    name: 'partyline-chart',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: async (id) => (id === `\0${name}` ? `export default ${JSON.stringify(await layOut())};` : undefined),
  };
}

export default defineConfig({
  root: 'src/page',
  // The page is served from wherever the server mounts it, and may be opened from a file server of your own.
  base: './',
  plugins: [react(), chart()],
  build: {
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
  },
});
