import { script } from './script.ts';

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 1rem; }
h1 { font-size: 1.2rem; } h2 { font-size: 1rem; margin: 0; }
small, caption, dt, th, time { color: color-mix(in srgb, currentColor 70%, transparent); font-weight: normal; }
article { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .5rem; padding: 1rem; margin-block: 1rem; }
.states { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
.states li { border-radius: 1rem; padding: .1rem .8rem; background: #1a56c4; color: #fff; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; text-align: left; } caption { text-align: left; }
td, th { padding: .1rem .6rem .1rem 0; vertical-align: top; } code { overflow-wrap: anywhere; }
`;

/** Nothing is loaded from anywhere, and the one connection is to this machine. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src ws://127.0.0.1:* ws://localhost:*";

/** The viewer as one page that needs nothing else, neither a network nor a build. */
export function viewerPage(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Partyline: sessions</title>
<style>${style}</style>
<header><h1>Sessions</h1><p id="line" role="status">Waiting …</p></header>
<main id="sessions"></main>
<script>${script()}</script>
</html>
`;
}
