/** The agent works and has not written yet. Decoration for the eye: the status line says it in words. */
export const ThinkingIndicator = () => (
  <span aria-hidden="true" className="inline-flex h-6 items-center gap-1">
    {[0, 160, 320].map((delay) => (
      <span
        key={delay}
        className="breathe size-1.5 rounded-full bg-muted-foreground"
        style={{ animationDelay: `${delay}ms` }}
      />
    ))}
  </span>
);
