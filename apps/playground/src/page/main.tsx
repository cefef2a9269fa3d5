import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Boundary } from './boundary.tsx';
import { createPlayground } from './container.ts';
import './styles/index.css';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

const playground = createPlayground();
createRoot(root).render(
  <StrictMode>
    <Boundary playground={playground}>
      <App playground={playground} />
    </Boundary>
  </StrictMode>,
);
