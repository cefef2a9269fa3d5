import './all.bundle.mjs';
