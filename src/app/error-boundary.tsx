import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface State {
  readonly broken: boolean;
}

/**
 * Catches what a screen throws. A broken screen says nothing about the record: it is replaced, never left half
 * drawn. The error itself is not shown and not logged, because it may hold patient data.
 */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override readonly state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <EmptyState
        level={1}
        title="The screen stopped with an error"
        actions={<Button onClick={() => this.setState({ broken: false })}>Show it again</Button>}
      >
        <p>This is a fault of the app. Nothing was checked, and nothing in the chart was changed.</p>
        <p>Show it again, or open InjectCheck again from the patient’s chart.</p>
      </EmptyState>
    );
  }
}
