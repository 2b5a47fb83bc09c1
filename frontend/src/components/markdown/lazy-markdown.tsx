import { Suspense } from 'react';
import { lazily } from '@/lib/lazily';

const load = () => import('./markdown');
const Loaded = lazily(load);

/** Fetches the renderer ahead of the first message. */
export const preloadMarkdown = () => void load();

/** Markdown whose renderer comes after the first paint; until then the text shows as it is. */
export const LazyMarkdown = (props: { text: string; streaming?: boolean; className?: string }) => (
  <Suspense fallback={<div className="prose-chat whitespace-pre-wrap">{props.text}</div>}>
    <Loaded {...props} />
  </Suspense>
);
