import { piecesOf } from '../lib/text-lines';

/** Addresses that are written out can be followed too, as in most programs. */
const linkWords = (document: Document): void => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const pieces = piecesOf(text.data);
    if (text.parentElement?.closest('a, style') || !pieces.some(({ url }) => url)) continue;
    const shown = pieces.map(({ text: words, url }) => {
      if (!url) return words;
      const link = document.createElement('a');
      link.href = url;
      link.textContent = words;
      return link;
    });
    text.replaceWith(...shown);
  }
};

/** A link leads out of here, whatever target the mail gives it. */
export const leadOut = (document: Document): void => {
  linkWords(document);
  for (const link of document.querySelectorAll('a[href], area[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
};
