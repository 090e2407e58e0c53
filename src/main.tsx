// Starts the application: the stores first, then the interface in the page.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createWorkbench, partsAt } from './store/createWorkbench';
import { App } from './ui/App';
import { arrive, followLinks } from './ui/shell/arrival';
import './ui/theme/global.css';
import { applyTheme, rememberedTheme } from './ui/theme/theme';

applyTheme(rememberedTheme());

// A style sheet that failed would count as fetched when its part is asked for again.
window.addEventListener('error', ({ target }) => target instanceof HTMLLinkElement && target.remove(), true);

const place = document.getElementById('root');
if (!place) throw new Error('The page has no element #root.');
// No `await` outside of a function: the bundler would keep everything that is shared in small files.
void arrive().then(async (arrival) => {
  const workbench = await createWorkbench(partsAt(arrival.place));
  createRoot(place).render(
    <StrictMode>
      <App workbench={workbench} arrival={arrival} />
    </StrictMode>,
  );
});
followLinks();
