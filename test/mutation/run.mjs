// All of it, bundled: see bundle.ts.
import './all.bundle.mjs';
