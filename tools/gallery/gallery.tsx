import { StrictMode, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import { PIECES } from './pieces.tsx';
import { SCREENS } from './screens.tsx';

/** `#piece/…` or `#screen/…` shows one entry alone, for screenshots; no hash shows the index and all pieces. */
const wanted = decodeURIComponent(location.hash.slice(1));

function Index(): ReactElement {
  return (
    <main style={{ padding: '1rem', display: 'grid', gap: '1.5rem', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h1>InjectCheck gallery</h1>
      <nav aria-label="Screens">
        <ul>
          {Object.keys(SCREENS).map((name) => (
            <li key={name}>
              <a href={`#screen/${name}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      {Object.entries(PIECES).map(([name, show]) => (
        <section key={name} aria-label={name}>
          <h2>
            <a href={`#piece/${name}`}>{name}</a>
          </h2>
          {show()}
        </section>
      ))}
    </main>
  );
}

function Shown(): ReactElement {
  const [kind, name = ''] = wanted.split('/');
  const show = (kind === 'screen' ? SCREENS : kind === 'piece' ? PIECES : {})[name];
  if (!show) return <Index />;
  return kind === 'screen' ? (
    show()
  ) : (
    <main style={{ padding: '1rem' }}>
      <h1>{name}</h1>
      {show()}
    </main>
  );
}

window.addEventListener('hashchange', () => location.reload());
const root = document.getElementById('root');
if (!root) throw new Error('No #root');
createRoot(root).render(
  <StrictMode>
    <Shown />
  </StrictMode>,
);
