import { useRef } from 'react';
import { mailDocument } from '../lib/mail-document';
import { leadOut } from './lead-out';

/** As high as what is in it: a mail has no scroll bar of its own. */
const fit = (frame: HTMLIFrameElement): void => {
  const root = frame.contentDocument?.documentElement;
  const body = frame.contentDocument?.body;
  if (!root || !body) return;
  const scrollBar = frame.offsetHeight - frame.clientHeight;
  frame.style.height = `${Math.ceil(Math.max(root.offsetHeight, body.scrollHeight)) + scrollBar}px`;
};

/**
 * HTML of a mail, which is somebody else's: nothing runs in it and nothing is fetched for it. With the same origin this
 * page can see how high it is; without scripts there is nobody in it who could make use of that.
 */
export function HtmlView({ html }: { html: string }) {
  const ref = useRef<HTMLIFrameElement>(null);
  const watching = useRef<ResizeObserver>(undefined);
  const loaded = () => {
    const frame = ref.current;
    const document = frame?.contentDocument;
    if (!frame || !document) return;
    leadOut(document);
    fit(frame);
    watching.current?.disconnect();
    watching.current = new ResizeObserver(() => fit(frame));
    watching.current.observe(document.documentElement);
    watching.current.observe(document.body);
  };
  return (
    <iframe
      ref={ref}
      title="Mail as HTML"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={mailDocument(html)}
      onLoad={loaded}
      className="block h-40 w-full rounded-lg"
    />
  );
}
