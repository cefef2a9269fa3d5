// All of it, bundled: see bundle.mjs.
import './all.bundle.mjs';
