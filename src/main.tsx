import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { beginSession } from './queries/begin-session.ts';
import { createQueryClient } from './queries/query-client.ts';
import './ui/tokens.css';
import './ui/base.css';

const here = new URL('.', window.location.href);
const page = (path: string): string => new URL(path, here).href;

// Before React, and once: the login spends a one-time code.
beginSession({
  configurationUrl: page('config.json'),
  launchUrls: { clinician: page('launch/index.html'), coder: page('launch/coder/index.html') },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
// Errors are shown in words by the boundary; their text may hold patient data, so no console sees it.
const unlogged = (): void => undefined;
createRoot(root, { onCaughtError: unlogged, onUncaughtError: unlogged }).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
