import { Component, type ReactNode } from 'react';

/** The last net: says what is safe and offers the way on, instead of a white page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main role="alert" className="grid h-full place-items-center p-6 text-center">
        <div className="grid max-w-sm gap-2">
          <h1 className="font-semibold">This page broke</h1>
          <p className="text-muted-foreground text-ui">
            Your sessions, questions and drafts are safe on the server and in this browser. Load the page again to go
            on.
          </p>
          <button
            type="button"
            className="mx-auto rounded-md bg-accent px-3 py-1.5 text-accent-foreground"
            onClick={() => location.reload()}
          >
            Load again
          </button>
        </div>
      </main>
    );
  }
}
