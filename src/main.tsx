// Starts the application: puts the interface into the page.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/theme/global.css';

const place = document.getElementById('root');
if (!place) throw new Error('The page has no element #root.');
createRoot(place).render(<StrictMode>Attention Workbench</StrictMode>);
