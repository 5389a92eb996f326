import type { ReactElement } from 'react';

/** Samples under each other. */
export const stack = (...children: readonly ReactElement[]): ReactElement => (
  <div style={{ display: 'grid', gap: '0.75rem', gridTemplateColumns: 'minmax(0, 1fr)' }}>
    {children.map((child, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- a fixed list of samples
      <div key={index}>{child}</div>
    ))}
  </div>
);
