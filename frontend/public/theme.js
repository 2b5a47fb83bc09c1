(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('parley.theme');
  } catch {
    // Storage may be closed to us: the system's theme is used then.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
})();
