// Starts the application: the stores first, then the interface in the page.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createWorkbench } from './store/createWorkbench';
import { App } from './ui/App';
import { fetchParts } from './ui/shell/beside';
import './ui/theme/global.css';
import { applyTheme, rememberedTheme } from './ui/theme/theme';

applyTheme(rememberedTheme());

const place = document.getElementById('root');
if (!place) throw new Error('The page has no element #root.');
fetchParts();
const workbench = await createWorkbench();
createRoot(place).render(
  <StrictMode>
    <App workbench={workbench} />
  </StrictMode>,
);
