export interface InstallResult {
  kind: 'installed' | 'denied' | 'failed' | 'unknown_pass';
  workspace?: string;
  why?: string | undefined;
  publicUrl: string;
}

const WORDS: Record<InstallResult['kind'], (result: InstallResult) => { title: string; text: string }> = {
  installed: ({ workspace }) => ({
    title: 'Parley is connected',
    text: `Parley is in the workspace ${workspace}. Its members can be asked there as soon as they are linked: each writes /parley link in Slack.`,
  }),
  denied: () => ({
    title: 'Nothing was connected',
    text: 'You pressed Cancel at Slack. Nothing was installed and nothing has changed.',
  }),
  failed: ({ why }) => ({
    title: 'Nothing was connected',
    text:
      why ??
      'Slack and Parley could not agree: the page was open too long, or was opened twice. Begin again from Parley.',
  }),
  unknown_pass: () => ({
    title: 'Begin again from Parley',
    text: 'An administrator begins to connect a workspace in Parley. This address works once, and for a minute.',
  }),
};

/** What the administrator sees at the end. No script and nothing from elsewhere. */
export const resultPage = (result: InstallResult): string => {
  const { title, text } = WORDS[result.kind](result);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${toHtml(title)}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 36rem; margin: 15vh auto 0; padding: 1rem; }
</style>
<main>
  <h1>${toHtml(title)}</h1>
  <p>${toHtml(text)}</p>
  <p><a href="${toHtml(result.publicUrl)}">Back to Parley</a></p>
</main>
</html>`;
};

const toHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
